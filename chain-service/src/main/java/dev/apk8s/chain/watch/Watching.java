package dev.apk8s.chain.watch;

import dev.apk8s.chain.relay.Ownership;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.TableConflictException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the chain again and again, on the one replica whose task it is. */
@Component
final class Watching implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Watching.class);
    private static final String TASK = "watch";
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final Watcher watcher;
    private final Ownership ownership;
    private final Topics topics;
    private final WatchProperties properties;
    private final WatchMeters meters;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    Watching(Watcher watcher, Ownership ownership, Topics topics, WatchProperties properties,
            WatchMeters meters) {
        this.watcher = watcher;
        this.ownership = ownership;
        this.topics = topics;
        this.properties = properties;
        this.meters = meters;
    }

    @Override
    public void start() {
        CompletableFuture
                .allOf(topics.ensure(properties.blocks(), properties.partitions(), properties.retention()),
                        topics.ensure(properties.events(), properties.partitions(), properties.retention()))
                .orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
        running = true;
        thread = Thread.ofVirtual().name("watch").start(this::work);
    }

    private void work() {
        long pause = properties.interval().toMillis();
        while (running) {
            try {
                if (ownership.owns(TASK)) {
                    watcher.look();
                } else {
                    meters.looked(0);
                }
                pause = properties.interval().toMillis();
            } catch (ProblemException away) {
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                log.warn("The chain is not looked at for now: {}", away.getMessage());
            } catch (TableConflictException other) {
                log.info("Another replica looks at the chain: {}", other.getMessage());
            } catch (RuntimeException failure) {
                pause = LONGEST_PAUSE_MILLIS;
                log.error("The chain will be looked at again", failure);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread working = thread;
        if (working == null) {
            return;
        }
        try {
            working.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
