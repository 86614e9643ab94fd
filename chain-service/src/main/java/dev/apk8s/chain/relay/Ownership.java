package dev.apk8s.chain.relay;

import dev.apk8s.platform.event.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Which accounts this replica works for: Kafka shares the partitions of a topic, which has no records, among the replicas
 * of a group. It keeps replicas out of each other's way; that no nonce is given out twice does not depend on it.
 */
@Component
public final class Ownership implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Ownership.class);
    private static final String TOPIC = "apk8s.chain-lanes";
    private static final String GROUP = "apk8s-chain-relay";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final Topics topics;
    private final ConsumerFactory<String, byte[]> consumers;
    private final int lanes;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final List<Runnable> assignments = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;

    Ownership(Topics topics, ConsumerFactory<String, byte[]> consumers, RelayProperties properties) {
        this.topics = topics;
        this.consumers = consumers;
        this.lanes = properties.lanes();
    }

    /** Whether this replica works for what has this name, such as an account. */
    public boolean owns(String name) {
        return owned.contains(Math.floorMod(name.hashCode(), lanes));
    }

    /** Called when this replica may have got more to work for. */
    void onAssignment(Runnable listener) {
        assignments.add(listener);
    }

    @Override
    public void start() {
        topics.ensure(TOPIC, lanes, RETENTION).orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
        Properties quick = new Properties();
        // A replica that was killed is replaced after this time.
        quick.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
        quick.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1500");
        Consumer<String, byte[]> opened = consumers.createConsumer(GROUP, "lanes", null, quick);
        consumer = opened;
        running = true;
        thread = Thread.ofPlatform().name("lanes").daemon().start(() -> follow(opened));
    }

    private void follow(Consumer<String, byte[]> open) {
        try (open) {
            open.subscribe(List.of(TOPIC), new Assignment());
            while (running) {
                try {
                    open.poll(POLL);
                } catch (WakeupException stop) {
                    log.debug("Stop following the lanes", stop);
                } catch (KafkaException away) {
                    log.warn("The log does not say which accounts are ours: {}", away.getMessage());
                }
            }
        } finally {
            owned.clear();
        }
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, byte[]> open = consumer;
        Thread following = thread;
        if (open == null || following == null) {
            return;
        }
        open.wakeup();
        try {
            following.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> owned.add(partition.partition()));
            log.info("Lanes of this replica: {}", owned);
            assignments.forEach(Runnable::run);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> owned.remove(partition.partition()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            owned.clear();
        }
    }
}
