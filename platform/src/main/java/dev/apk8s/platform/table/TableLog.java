package dev.apk8s.platform.table;

import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/** The compacted topic under a table: appends changes, and reads all of it back from the start. */
final class TableLog {
    private static final Logger logger = LoggerFactory.getLogger(TableLog.class);
    private static final String EXPECTED = "table_expected_revision";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LOAD_SECONDS = 60;
    private static final long APPEND_SECONDS = 15;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Takes the records of the topic, in order. */
    interface Reader {
        void apply(String key, byte @Nullable [] value, long expectedRevision, long offset);
    }

    private final String topic;
    private final Topics topics;
    private final EventPublisher publisher;
    private final ConsumerFactory<String, byte[]> consumers;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    TableLog(String topic, Topics topics, EventPublisher publisher, ConsumerFactory<String, byte[]> consumers) {
        this.topic = topic;
        this.topics = topics;
        this.publisher = publisher;
        this.consumers = consumers;
    }

    /**
     * Returns the offset of the record when the log has it.
     *
     * @throws ProblemException LOG_UNAVAILABLE if it did not confirm it in time
     */
    long append(String key, byte @Nullable [] value, long expectedRevision) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(EXPECTED, Long.toString(expectedRevision).getBytes(StandardCharsets.US_ASCII));
        try {
            return publisher.publishRaw(topic, key, value, headers).orTimeout(APPEND_SECONDS, TimeUnit.SECONDS).join()
                    .offset();
        } catch (CompletionException away) {
            throw new ProblemException(CommonError.LOG_UNAVAILABLE,
                    "Whether the change was kept is not known. Read the resource before you try again.", away)
                    .retryAfter(RETRY_AFTER);
        }
    }

    /** Begins to read; who waits until it is {@link #loaded} waits for many in the time of one. */
    synchronized void start(Reader reader) {
        running = true;
        thread = Thread.ofPlatform().name("table-" + topic).daemon().start(() -> read(reader));
    }

    synchronized void stop() {
        running = false;
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        Thread reading = thread;
        if (reading == null) {
            return;
        }
        try {
            reading.join(TimeUnit.SECONDS.toMillis(APPEND_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return running;
    }

    CompletableFuture<Void> loaded() {
        return loaded;
    }

    private void read(Reader reader) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try {
            topics.ensureCompacted(topic).orTimeout(LOAD_SECONDS, TimeUnit.SECONDS).join();
            try (Consumer<String, byte[]> open = fromTheStart(consumers, partition)) {
                consumer = open;
                follow(open, partition, reader);
            }
        } catch (RuntimeException failure) {
            loaded.completeExceptionally(failure);
            logger.error("Reading {} ended: this service must be restarted", topic, failure);
        } finally {
            running = false;
        }
    }

    static Consumer<String, byte[]> fromTheStart(ConsumerFactory<String, byte[]> consumers,
            TopicPartition partition) {
        Consumer<String, byte[]> opened = consumers.createConsumer("table", partition.topic());
        opened.assign(List.of(partition));
        opened.seekToBeginning(List.of(partition));
        return opened;
    }

    private void follow(Consumer<String, byte[]> open, TopicPartition partition, Reader reader) {
        long end = -1;
        while (running) {
            try {
                if (end < 0) {
                    end = open.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                }
                // Before the poll, which waits for a record: there may be none.
                if (!loaded.isDone() && open.position(partition) >= end) {
                    loaded.complete(null);
                }
                for (ConsumerRecord<String, byte[]> entry : open.poll(POLL)) {
                    reader.apply(entry.key(), entry.value(), expected(entry), entry.offset());
                }
            } catch (WakeupException stop) {
                logger.debug("Stop reading {}", topic, stop);
            } catch (KafkaException away) {
                logger.warn("Reading {} goes on when the log is back: {}", topic, away.getMessage());
            }
        }
    }

    private static long expected(ConsumerRecord<String, byte[]> entry) {
        String expected = EventHeaders.text(entry.headers(), EXPECTED);
        return expected == null ? EventTable.ANY : Long.parseLong(expected);
    }
}
