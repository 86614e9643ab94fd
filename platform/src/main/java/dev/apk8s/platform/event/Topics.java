package dev.apk8s.platform.event;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates topics; one that exists is left as it is. */
public final class Topics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final EventProperties properties;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Topics(Admin admin, EventProperties properties) {
        this.admin = admin;
        this.properties = properties;
    }

    /** A topic of events. Completes when it exists. */
    public CompletableFuture<Void> ensure(String topic, int partitions, Duration retention) {
        return create(topic, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
                TopicConfig.COMPRESSION_TYPE_CONFIG, "producer"));
    }

    /** A topic that keeps the last record of each key for ever. */
    public CompletableFuture<Void> ensureCompacted(String topic) {
        return create(topic, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    CompletableFuture<Void> ensureDeadLetterTopic(String topic) {
        return ensure(topic, 1, properties.deadLetterRetention());
    }

    public Admin admin() {
        return admin;
    }

    private CompletableFuture<Void> create(String topic, int partitions, Map<String, String> configuration) {
        if (known.contains(topic)) {
            return CompletableFuture.completedFuture(null);
        }
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.of(properties.replicationFactor()))
                .configs(configuration);
        return admin.createTopics(Set.of(wanted)).all().toCompletionStage()
                .thenCompose(_ -> led(admin, topic, partitions)).toCompletableFuture().handle((_, failure) -> {
                    Throwable cause = causeOf(failure);
                    if (cause != null && !(cause instanceof TopicExistsException)) {
                        throw new LogUnavailableException(topic, cause);
                    }
                    known.add(topic);
                    return null;
                });
    }

    /**
     * Completes when the leaders of a new topic's partitions know of it, which is later than the topic exists. Of two
     * batches that are sent meanwhile the second may be taken and the first not, and is then out of order until its
     * time is up.
     */
    public static CompletionStage<Void> led(Admin admin, String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions).boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition),
                        _ -> OffsetSpec.latest()));
        return led(admin, ends, System.nanoTime() + PATIENCE.toNanos());
    }

    /** The client waits for a leader by itself, but not for a broker to hear of the topic. */
    private static CompletionStage<Void> led(Admin admin, Map<TopicPartition, OffsetSpec> ends, long deadline) {
        CompletionStage<Void> answer = admin.listOffsets(ends).all().toCompletionStage().thenAccept(_ -> {});
        return answer.exceptionallyCompose(failure -> {
            if (!(causeOf(failure) instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                return CompletableFuture.failedStage(failure);
            }
            return CompletableFuture
                    .runAsync(() -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(_ -> led(admin, ends, deadline));
        });
    }

    private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }
}
