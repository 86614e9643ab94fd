package dev.apk8s.local.supervisor;

import dev.apk8s.local.home.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held for as long as a supervisor lives; the system gives it back even when it is killed. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static Optional<HomeLock> tryLock(Home home) throws IOException {
        FileChannel channel = FileChannel.open(home.directory().resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new HomeLock(channel));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
