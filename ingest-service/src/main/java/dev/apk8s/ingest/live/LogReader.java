package dev.apk8s.ingest.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads all partitions of a topic from a position on, for one connection and without a group. */
final class LogReader implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final List<Gap> gaps = new ArrayList<>();
    private LivePosition position;

    /** @param consumer which becomes this reader's own; {@code auto.offset.reset} is none */
    LogReader(Consumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
        int count = consumer.partitionsFor(topic).size();
        this.partitions = IntStream.range(0, count).mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        this.position = new LivePosition(count);
        consumer.assign(partitions);
    }

    int partitionCount() {
        return partitions.size();
    }

    void beginNow() {
        seek(consumer.endOffsets(partitions));
    }

    void beginAt(Instant time) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(java.util.stream.Collectors.toMap(partition -> partition,
                        _ -> time.toEpochMilli())));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
        }
    }

    /** Goes on after what was given before. What the log does not have any more is reported by {@link #gaps}. */
    void resume(LivePosition from) {
        position = from;
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long wanted = from.next(partition.partition());
            long begin = begins.getOrDefault(partition, 0L);
            if (wanted < begin) {
                gaps.add(new Gap(partition.partition(), begin - wanted));
                seek(partition, begin);
            } else if (wanted > ends.getOrDefault(partition, 0L)) {
                gaps.add(new Gap(partition.partition(), null));
                seek(partition, begin);
            } else {
                seek(partition, wanted);
            }
        }
    }

    /** Waits for events. {@link #passed} is to be called for each, in their order. */
    ConsumerRecords<String, byte[]> poll(Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (OffsetOutOfRangeException deleted) {
            Map<TopicPartition, Long> begins = consumer
                    .beginningOffsets(deleted.offsetOutOfRangePartitions().keySet());
            deleted.offsetOutOfRangePartitions().forEach((partition, wanted) -> {
                long begin = begins.getOrDefault(partition, 0L);
                gaps.add(new Gap(partition.partition(), wanted < begin ? begin - wanted : null));
                seek(partition, begin);
            });
            return ConsumerRecords.empty();
        }
    }

    void passed(ConsumerRecord<String, byte[]> entry) {
        position.moveTo(entry.partition(), entry.offset() + 1);
    }

    /** All that was polled has passed: also what is no event, such as the marks of transactions. */
    void passedAll() {
        for (TopicPartition partition : partitions) {
            position.moveTo(partition.partition(), consumer.position(partition));
        }
    }

    LivePosition position() {
        return position;
    }

    /** The gaps since it was asked last. */
    List<Gap> gaps() {
        List<Gap> found = List.copyOf(gaps);
        gaps.clear();
        return found;
    }

    /** Lets {@link #poll} end at once. May be called by any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
    }

    private void seek(Map<TopicPartition, Long> offsets) {
        partitions.forEach(partition -> seek(partition, offsets.getOrDefault(partition, 0L)));
    }

    private void seek(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        position.moveTo(partition.partition(), offset);
    }

    @Override
    public String toString() {
        return topic + "@" + position;
    }
}
