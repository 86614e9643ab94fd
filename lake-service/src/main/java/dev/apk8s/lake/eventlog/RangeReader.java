package dev.apk8s.lake.eventlog;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads parts of a topic: partition by partition, each from offset to offset, so that the same parts always give the
 * same events in the same order. Waits for a log that is away until it is back.
 */
public final class RangeReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RangeReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** Takes events, one by one. */
    public interface Taker {
        void take(ConsumerRecord<String, byte[]> entry) throws IOException;

        /**
         * Called at least twice a second, also while nothing comes.
         *
         * @param passed how many offsets were passed since the last call
         */
        void passed(long passed);
    }

    private final Consumer<String, byte[]> consumer;

    RangeReader(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Returns when the taker has had all events.
     *
     * @throws EventsExpiredException if some are gone from the log
     */
    public void read(String topic, List<PartitionRange> ranges, Taker taker) throws IOException {
        for (PartitionRange range : ranges) {
            if (range.length() > 0) {
                read(new TopicPartition(topic, range.partition()), range, taker);
            }
        }
    }

    private void read(TopicPartition partition, PartitionRange range, Taker taker) throws IOException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.begin());
        long position = range.begin();
        while (position < range.end()) {
            try {
                for (ConsumerRecord<String, byte[]> entry : consumer.poll(POLL)) {
                    if (entry.offset() < range.end()) {
                        taker.take(entry);
                    }
                }
                // Offsets may have no event: such as the marks of transactions.
                long next = Math.min(consumer.position(partition), range.end());
                taker.passed(next - position);
                position = next;
            } catch (OffsetOutOfRangeException gone) {
                throw new EventsExpiredException(
                        "Partition " + range.partition() + " of " + partition.topic() + " has offset " + position
                                + " no more");
            } catch (KafkaException away) {
                log.warn("Reading {} goes on when the log is back: {}", partition, away.getMessage());
                LockSupport.parkNanos(POLL.toNanos());
                taker.passed(0);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
