package dev.apk8s.platform.event;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose polls are bounded in bytes. Kafka bounds a poll by a number of records, and a fetch by bytes as they
 * were compressed: 2,000 events of 256 KB that compress well fit both and need half a gigabyte when they are read. Here
 * the consumer hands out a few records at a time, and a poll takes such portions until it has enough of either.
 */
final class BoundedPoll implements InvocationHandler {
    /** How many records a portion has: so many may come beyond the bound. It is the consumer's max.poll.records. */
    static final int PORTION = 16;
    /** What a record takes beside its value, roughly. */
    private static final int OVERHEAD = 512;

    private final Consumer<String, byte[]> consumer;
    private final int maxRecords;
    private final long maxBytes;
    /** Came after records that had to be handed out first; used by the consumer's one thread. */
    private @Nullable KafkaException deferred;

    private BoundedPoll(Consumer<String, byte[]> consumer, int maxRecords, long maxBytes) {
        this.consumer = consumer;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /** @param consumer with {@code max.poll.records} set to {@link #PORTION} */
    @SuppressWarnings("unchecked")
    static Consumer<String, byte[]> of(Consumer<String, byte[]> consumer, int maxRecords, long maxBytes) {
        return (Consumer<String, byte[]>) Proxy.newProxyInstance(Consumer.class.getClassLoader(),
                new Class<?>[]{Consumer.class}, new BoundedPoll(consumer, maxRecords, maxBytes));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("poll") && arguments != null && arguments[0] instanceof Duration timeout) {
            return poll(timeout);
        }
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    private ConsumerRecords<String, byte[]> poll(Duration timeout) {
        KafkaException before = deferred;
        if (before != null) {
            deferred = null;
            throw before;
        }
        ConsumerRecords<String, byte[]> portion = consumer.poll(timeout);
        if (portion.count() < Math.min(PORTION, maxRecords)) {
            return portion;
        }
        Portions taken = new Portions();
        try {
            while (taken.add(portion) && taken.records < maxRecords && taken.bytes < maxBytes) {
                portion = consumer.poll(Duration.ZERO);
            }
        } catch (KafkaException failure) {
            // The consumer has moved on from what it handed out: lose that, and nobody gets it again.
            deferred = failure;
        }
        return taken.all();
    }

    private final class Portions {
        private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> entries = new LinkedHashMap<>();
        private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        private int records;
        private long bytes;

        /** Returns whether there was anything to add. */
        boolean add(ConsumerRecords<String, byte[]> portion) {
            for (TopicPartition partition : portion.partitions()) {
                List<ConsumerRecord<String, byte[]>> more = portion.records(partition);
                entries.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(more);
                for (ConsumerRecord<String, byte[]> entry : more) {
                    bytes += Math.max(0, entry.serializedValueSize()) + OVERHEAD;
                }
            }
            next.putAll(portion.nextOffsets());
            records += portion.count();
            return !portion.isEmpty();
        }

        /** Without those of partitions that went to another consumer meanwhile: it gets them, as they are not committed. */
        ConsumerRecords<String, byte[]> all() {
            entries.keySet().retainAll(consumer.assignment());
            next.keySet().retainAll(entries.keySet());
            return new ConsumerRecords<>(entries, next);
        }
    }
}
