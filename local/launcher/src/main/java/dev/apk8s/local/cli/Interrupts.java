package dev.apk8s.local.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/** While open, Ctrl-C (and a plain kill) interrupts the thread that opened it, once, instead of ending the process. */
final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final AtomicBoolean arrived = new AtomicBoolean();
    private final List<Object> previous;

    Interrupts() {
        Thread thread = Thread.currentThread();
        previous = SIGNALS.stream().map(signal -> Signals.register(signal, () -> {
            if (!arrived.getAndSet(true)) {
                thread.interrupt();
            }
        })).toList();
    }

    @Override
    public void close() {
        for (int i = 0; i < SIGNALS.size(); i++) {
            Signals.unregister(SIGNALS.get(i), previous.get(i));
        }
    }
}
