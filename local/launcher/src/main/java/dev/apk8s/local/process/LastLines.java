package dev.apk8s.local.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The end of a component's output. */
public final class LastLines implements Consumer<String> {
    private static final int MOST = 20;

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        if (line.isBlank()) {
            return;
        }
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    public synchronized List<String> toList() {
        return List.copyOf(lines);
    }

    public synchronized void clear() {
        lines.clear();
    }
}
