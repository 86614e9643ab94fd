package dev.apk8s.local.process;

import java.time.Instant;
import java.util.Optional;

/**
 * A process by its id and start, because systems give ids again.
 *
 * @param startedMillis since the epoch; 0 when the system does not tell
 */
public record ProcessIdentity(long pid, long startedMillis) {
    /** The system computes starts from the boot time, which may be corrected by a little. */
    private static final long TOLERANCE_MILLIS = 2_000;

    public static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(handle.pid(), started(handle));
    }

    public static ProcessIdentity current() {
        return of(ProcessHandle.current());
    }

    /** The process, when it is still alive. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(handle -> Math.abs(started(handle) - startedMillis) <= TOLERANCE_MILLIS);
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    /** Written as {@code pid:startedMillis}. */
    public static ProcessIdentity parse(String text) {
        int colon = text.indexOf(':');
        return new ProcessIdentity(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return pid + ":" + startedMillis;
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
