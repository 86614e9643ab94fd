package dev.apk8s.ingest.live;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Opens readers. */
@Component
final class LogReaders {
    private static final int BUFFER = 64 << 10;
    private static final int ANSWER_MILLIS = 5_000;

    private final Map<String, Object> configuration;
    private final AtomicLong opened = new AtomicLong();

    LogReaders(ConsumerFactory<String, byte[]> factory, LiveProperties properties) {
        int fetch = Math.toIntExact(properties.fetch().toBytes());
        configuration = new HashMap<>(factory.getConfigurationProperties());
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetch);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetch);
        configuration.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, BUFFER);
        configuration.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        configuration.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    }

    /** @throws ProblemException if the log does not answer */
    LogReader open(String topic) {
        Map<String, Object> own = new HashMap<>(configuration);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "live-" + opened.incrementAndGet());
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(own);
        try {
            return new LogReader(consumer, topic);
        } catch (KafkaException away) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
            throw unavailable(away);
        }
    }

    static ProblemException unavailable(KafkaException away) {
        return new ProblemException(CommonError.LOG_UNAVAILABLE, "The event log does not answer.", away)
                .retryAfter(Duration.ofSeconds(5));
    }
}
