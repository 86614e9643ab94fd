package dev.apk8s.local.s3proxy.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** One change of a key at a time. Keys share a fixed number of locks, so what one thread holds must be one key. */
final class KeyLocks {
    private static final int LOCKS = 1_024;

    private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new).limit(LOCKS)
            .toArray(ReentrantLock[]::new);

    ReentrantLock of(String bucket, String key) {
        return locks[Math.floorMod(31 * bucket.hashCode() + key.hashCode(), LOCKS)];
    }
}
