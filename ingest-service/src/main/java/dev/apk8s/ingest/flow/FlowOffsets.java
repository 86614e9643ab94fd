package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Places flows in their topics: by the committed offsets of their groups, which are written before a flow is told to run,
 * so that nothing between the two is missed. A place in the topic of replayed dead letters goes from run to run.
 */
@Component
final class FlowOffsets {
    private static final long SECONDS = 15;
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration RETENTION = Duration.ofDays(30);

    private final Topics topics;

    FlowOffsets(Topics topics) {
        this.topics = topics;
    }

    /** Makes the topic to which the flow's dead letters are replayed. */
    void ensureTopic(Flow flow) {
        try {
            topics.ensure(flow.topic(), 1, RETENTION).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw away(away);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Sets where a group that does not run yet begins. */
    void place(Flow flow, Stream source, From from, Flow former) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>(wanted(source.topic(), from));
        committed(former).forEach((partition, offset) -> {
            if (partition.topic().equals(flow.topic())) {
                places.put(partition, offset);
            }
        });
        commit(flow, places);
    }

    /** Has a group that does not run yet go on where another is. Partitions that the other has not begun start with what comes now. */
    void goOn(Flow flow, Stream source, Flow former) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>(wanted(source.topic(), new From.Latest()));
        places.putAll(committed(former));
        commit(flow, places);
    }

    boolean isPlaced(Flow flow) {
        return !committed(flow).isEmpty();
    }

    /** How many events of its source a flow has not done yet, those of other tenants on a shared stream included. */
    long lag(Flow flow, Stream source) {
        Map<TopicPartition, OffsetAndMetadata> done = committed(flow);
        long lag = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> end : wanted(source.topic(), new From.Latest()).entrySet()) {
            OffsetAndMetadata at = done.get(end.getKey());
            lag += Math.max(0, end.getValue().offset() - (at == null ? 0 : at.offset()));
        }
        return lag;
    }

    private Map<TopicPartition, OffsetAndMetadata> wanted(String topic, From from) {
        List<TopicPartition> partitions = answer(topics.admin().describeTopics(List.of(topic)).allTopicNames())
                .values().stream().flatMap(described -> described.partitions().stream()
                        .map(partition -> new TopicPartition(topic, partition.partition())))
                .toList();
        Map<TopicPartition, Long> found = offsets(partitions, from.offset());
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        // Nothing is as late as that time: it begins with what comes.
        List<TopicPartition> none = partitions.stream()
                .filter(partition -> Objects.requireNonNullElse(found.get(partition), -1L) < 0).toList();
        found.putAll(none.isEmpty() ? Map.of() : offsets(none, OffsetSpec.latest()));
        found.forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
        return places;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(topics.admin().listOffsets(specs).all())
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Flow flow) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        answer(topics.admin().listConsumerGroupOffsets(flow.group()).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset);
                    }
                });
        return committed;
    }

    private void commit(Flow flow, Map<TopicPartition, OffsetAndMetadata> places) {
        answer(topics.admin().alterConsumerGroupOffsets(flow.group(), places).all());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw away(away);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static ProblemException away(Exception cause) {
        return new ProblemException(CommonError.LOG_UNAVAILABLE, "The flow was left as it is.", cause)
                .retryAfter(COME_BACK);
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Stopped while the log was asked", interrupted);
    }
}
