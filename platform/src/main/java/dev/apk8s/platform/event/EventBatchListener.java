package dev.apk8s.platform.event;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Processes what a consumer polled. */
@FunctionalInterface
public interface EventBatchListener {
    /**
     * Returns when the whole batch is done: its offsets are committed then.
     *
     * @throws RecordFailedException names the one record that is at fault: it is tried again a bounded number of times
     *     and then becomes a dead letter, and the others go on
     * @throws Exception anything else means that what the listener stands on is away: the whole batch is tried again,
     *     with growing pauses, until it works
     */
    void onBatch(List<ConsumerRecord<String, byte[]>> batch) throws Exception;
}
