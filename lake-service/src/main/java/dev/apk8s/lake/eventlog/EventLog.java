package dev.apk8s.lake.eventlog;

import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.stereotype.Component;

/** Asks the log where things are. */
@Component
public final class EventLog {
    private static final long ANSWER_SECONDS = 15;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Admin admin;

    EventLog(Topics topics) {
        admin = topics.admin();
    }

    /**
     * Where a range of time lies in a topic, or empty if there is no such topic. The time is that at which the log kept
     * an event, as its producer's clock had it.
     *
     * @throws ProblemException LOG_UNAVAILABLE
     */
    public Optional<LogBounds> bounds(String topic, Instant from, Instant to) {
        Optional<List<TopicPartition>> found = partitions(topic);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<TopicPartition> partitions = found.get();
        Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> oldest = offsets(partitions, OffsetSpec.forTimestamp(0));
        Map<TopicPartition, ListOffsetsResultInfo> lower = offsets(partitions,
                OffsetSpec.forTimestamp(from.toEpochMilli()));
        Map<TopicPartition, ListOffsetsResultInfo> upper = offsets(partitions,
                OffsetSpec.forTimestamp(to.toEpochMilli()));
        // Asked last: what is not found above lies before these ends.
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Retention retention = retention(topic);
        Map<Integer, LogBounds.Partition> bounds = new HashMap<>();
        Availability availability = new Availability(retention);
        for (TopicPartition partition : partitions) {
            long first = at(begins, partition).offset();
            long last = at(ends, partition).offset();
            bounds.put(partition.partition(), new LogBounds.Partition(first, last,
                    orElse(at(lower, partition).offset(), last), orElse(at(upper, partition).offset(), last)));
            availability.add(first, at(oldest, partition).timestamp());
        }
        return Optional.of(new LogBounds(bounds, availability.latest(), availability.earliest()));
    }

    private Optional<List<TopicPartition>> partitions(String topic) {
        try {
            TopicDescription description = Objects.requireNonNull(
                    get(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic));
            return Optional.of(description.partitions().stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw unavailable(failure);
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec what) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, what));
        try {
            return get(admin.listOffsets(wanted).all());
        } catch (ExecutionException failure) {
            throw unavailable(failure);
        }
    }

    private Retention retention(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = Objects.requireNonNull(get(admin.describeConfigs(Set.of(resource)).all()).get(resource));
            return new Retention(number(config, TopicConfig.RETENTION_MS_CONFIG),
                    number(config, TopicConfig.RETENTION_BYTES_CONFIG) >= 0);
        } catch (ExecutionException failure) {
            throw unavailable(failure);
        }
    }

    private static long number(Config config, String name) {
        return Long.parseLong(config.get(name).value());
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw unavailable(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(interrupted);
        }
    }

    private static ListOffsetsResultInfo at(Map<TopicPartition, ListOffsetsResultInfo> offsets,
            TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private static long orElse(long offset, long end) {
        return offset < 0 ? end : Math.min(offset, end);
    }

    private static ProblemException unavailable(Exception cause) {
        return new ProblemException(CommonError.LOG_UNAVAILABLE, "The event log does not answer.", cause)
                .retryAfter(RETRY_AFTER);
    }
}
