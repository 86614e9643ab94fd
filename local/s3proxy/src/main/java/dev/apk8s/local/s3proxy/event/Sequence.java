package dev.apk8s.local.s3proxy.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Numbers that only grow, over restarts and over a clock that was set back: nanoseconds since 1970 where the clock
 * allows. What is on disk is a bound that no number given so far reaches.
 */
final class Sequence {
    private static final long AHEAD = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private long last;
    private long bound;

    private Sequence(Path file, long last) {
        this.file = file;
        this.last = last;
        this.bound = last;
    }

    static Sequence open(Path file) throws IOException {
        return new Sequence(file, Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0);
    }

    synchronized long next() throws IOException {
        Instant now = Instant.now();
        last = Math.max(last + 1, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
        if (last >= bound) {
            long raised = last + AHEAD;
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(written, Long.toString(raised));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            bound = raised;
        }
        return last;
    }
}
