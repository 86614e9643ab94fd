package dev.apk8s.lake.eventlog;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Opens readers. They belong to no group, and hold at most a few megabytes of the log. */
@Component
public final class RangeReaders {
    private static final int POLL_RECORDS = 1_000;
    private static final int FETCH_BYTES = 2 << 20;
    private static final int PARTITION_FETCH_BYTES = 1 << 20;

    private final Map<String, Object> configuration;
    private final AtomicLong opened = new AtomicLong();

    RangeReaders(ConsumerFactory<String, byte[]> factory) {
        configuration = new HashMap<>(factory.getConfigurationProperties());
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    }

    public RangeReader open() {
        Map<String, Object> own = new HashMap<>(configuration);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "range-" + opened.incrementAndGet());
        return new RangeReader(new KafkaConsumer<>(own));
    }
}
