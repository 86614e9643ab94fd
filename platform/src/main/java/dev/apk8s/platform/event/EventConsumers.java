package dev.apk8s.platform.event;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/** Makes consumers that lose nothing: offsets are committed after the work, and what fails for good is kept. */
public final class EventConsumers {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long DEAD_LETTER_SECONDS = 20;
    private static final long LOOK_FOR_TOPICS_MILLIS = 3_000;
    private static final int FETCH_BYTES = 4 << 20;
    /** As compressed, and what a consumer holds of each of its partitions at most, save for a larger batch. */
    private static final int PARTITION_FETCH_BYTES = 512 << 10;

    private final ConsumerFactory<String, byte[]> factory;
    private final DeadLetters deadLetters;
    private final EventProperties properties;

    EventConsumers(ConsumerFactory<String, byte[]> factory, DeadLetters deadLetters, EventProperties properties) {
        this.factory = bounded(factory, properties);
        this.deadLetters = deadLetters;
        this.properties = properties;
    }

    private static ConsumerFactory<String, byte[]> bounded(ConsumerFactory<String, byte[]> given,
            EventProperties properties) {
        DefaultKafkaConsumerFactory<String, byte[]> bounded = new DefaultKafkaConsumerFactory<>(
                given.getConfigurationProperties(), given.getKeyDeserializer(), given.getValueDeserializer());
        given.getListeners().forEach(bounded::addListener);
        bounded.addPostProcessor(consumer -> BoundedPoll.of(consumer, properties.maxPoll(),
                properties.maxPollBytes().toBytes()));
        return bounded;
    }

    /**
     * A consumer of a group, not yet started.
     *
     * @param group also the name of the consumer in dead letters
     * @param concurrency how many partitions are worked on at once
     */
    public ConcurrentMessageListenerContainer<String, byte[]> create(String group, Collection<String> topics,
            int concurrency, EventBatchListener listener) {
        return create(group, new ContainerProperties(topics.toArray(String[]::new)), new Properties(), concurrency,
                listener);
    }

    /** As {@link #create(String, Collection, int, EventBatchListener)}, for topics that come and go. New ones are found within seconds. */
    public ConcurrentMessageListenerContainer<String, byte[]> create(String group, Pattern topics, int concurrency,
            EventBatchListener listener) {
        Properties overrides = new Properties();
        overrides.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, Long.toString(LOOK_FOR_TOPICS_MILLIS));
        return create(group, new ContainerProperties(topics), overrides, concurrency, listener);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> create(String group, ContainerProperties container,
            Properties overrides, int concurrency, EventBatchListener listener) {
        container.setGroupId(group);
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setMissingTopicsFatal(false);
        overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(BoundedPoll.PORTION));
        overrides.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(PARTITION_FETCH_BYTES));
        container.setKafkaConsumerProperties(overrides);
        container.setMessageListener((BatchMessageListener<String, byte[]>) batch -> deliver(listener, batch));
        var created = new ConcurrentMessageListenerContainer<>(factory, container);
        created.setConcurrency(concurrency);
        created.setBeanName(group);
        created.setCommonErrorHandler(errorHandler(group));
        return created;
    }

    private static void deliver(EventBatchListener listener, List<ConsumerRecord<String, byte[]>> batch) {
        try {
            listener.onBatch(batch);
        } catch (RecordFailedException failed) {
            throw new BatchListenerFailedException(String.valueOf(failed.getMessage()), failed, failed.index());
        } catch (RuntimeException away) {
            throw away;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while a batch was processed", interrupted);
        } catch (Exception away) {
            throw new IllegalStateException("The batch will be tried again: " + away.getMessage(), away);
        }
    }

    private DefaultErrorHandler errorHandler(String group) {
        ExponentialBackOff untilItWorks = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        untilItWorks.setMaxInterval(LONGEST_PAUSE_MILLIS);
        ConsumerRecordRecoverer recoverer = (entry, failure) -> keep(group, entry, failure);
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, untilItWorks);
        handler.setBackOffFunction((_, failure) -> recordFailure(failure) == null
                ? null
                : new FixedBackOff(FIRST_PAUSE_MILLIS, properties.recordAttempts() - 1L));
        handler.setResetStateOnRecoveryFailure(false);
        return handler;
    }

    @SuppressWarnings("unchecked")
    private void keep(String group, ConsumerRecord<?, ?> entry, Exception failure) {
        RecordFailedException cause = recordFailure(failure);
        String code = cause == null ? "PROCESSING_FAILED" : cause.code();
        deadLetters.keep((ConsumerRecord<String, byte[]>) entry, group, code, String.valueOf(failure.getMessage()))
                .orTimeout(DEAD_LETTER_SECONDS, TimeUnit.SECONDS).join();
    }

    private static @Nullable RecordFailedException recordFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordFailedException record) {
                return record;
            }
        }
        return null;
    }
}
