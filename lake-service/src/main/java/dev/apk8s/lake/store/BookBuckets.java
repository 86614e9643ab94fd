package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the default tenant's buckets. The service does not wait for it, so that it starts while the store is away; it is
 * tried until it was done, at growing intervals.
 */
final class BookBuckets implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BookBuckets.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final BucketStore buckets;
    private final List<BucketName> names;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    BookBuckets(BucketStore buckets, List<String> names) {
        this.buckets = buckets;
        this.names = names.stream().map(BucketName::ofDefaultTenant).toList();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("book-buckets").start(this::makeAll);
    }

    @Override
    public void stop() {
        running = false;
        Thread making = thread;
        if (making != null) {
            making.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void makeAll() {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try {
                names.forEach(this::make);
                return;
            } catch (ProblemException away) {
                log.warn("The book's buckets are made when the object store is back: {}", away.detail());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void make(BucketName name) {
        if (buckets.exists(name)) {
            return;
        }
        try {
            buckets.create(name);
            log.info("Made the bucket {}", name.name());
        } catch (ProblemException failed) {
            if (failed.code() != StoreError.BUCKET_EXISTS) {
                throw failed;
            }
        }
    }
}
