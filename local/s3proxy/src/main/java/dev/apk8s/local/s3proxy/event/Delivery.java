package dev.apk8s.local.s3proxy.event;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka of the events in the spool, in their order. An event leaves the spool when all in-sync replicas have it;
 * when they do not answer, the events of the same round are sent again, so Kafka may have some of them twice.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Delivery.class);
    private static final int ROUND = 256;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Spool spool;
    private final String servers;
    private final List<String> topics;
    private final Thread thread = Thread.ofPlatform().name("event-delivery").daemon().unstarted(this::run);
    private volatile boolean running = true;
    private boolean topicsAreThere;

    public Delivery(Spool spool, String servers, List<String> topics) {
        this.spool = spool;
        this.servers = servers;
        this.topics = topics;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try (Producer<String, String> producer = producer()) {
            while (running) {
                List<Spool.Waiting> round = spool.take(ROUND);
                long pause = FIRST_PAUSE_MILLIS;
                while (!send(producer, round)) {
                    Thread.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                }
                for (Spool.Waiting event : round) {
                    spool.sent(event);
                }
            }
        } catch (InterruptedException _) {
            LOGGER.info("{} events stay in the spool", spool.size());
        } catch (IOException failed) {
            LOGGER.error("The spool cannot be read: no event is sent until this engine is started again", failed);
        }
    }

    private boolean send(Producer<String, String> producer, List<Spool.Waiting> round) throws InterruptedException {
        try {
            ensureTopics();
            List<Future<?>> confirmed = new ArrayList<>();
            for (Spool.Waiting event : round) {
                for (String topic : event.topics()) {
                    confirmed.add(producer.send(new ProducerRecord<>(topic, event.key(), event.value())));
                }
            }
            for (Future<?> confirmation : confirmed) {
                confirmation.get();
            }
            return true;
        } catch (ExecutionException | KafkaException away) {
            topicsAreThere = false;
            LOGGER.warn("Kafka does not take events; {} wait: {}", spool.size(), away.getMessage());
            return false;
        }
    }

    /** The broker makes none by itself. Whoever made one before decided how it is kept. */
    private void ensureTopics() throws ExecutionException, InterruptedException {
        if (topicsAreThere) {
            return;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers, "request.timeout.ms", 4_000,
                "default.api.timeout.ms", 5_000, "reconnect.backoff.max.ms", 1_000))) {
            for (String topic : topics) {
                make(admin, topic);
            }
        }
        topicsAreThere = true;
    }

    private static void make(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty()))).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private Producer<String, String> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", servers, "acks", "all", "enable.idempotence", true,
                "linger.ms", 2, "max.block.ms", 4_000, "request.timeout.ms", 4_000, "delivery.timeout.ms", 8_000,
                "reconnect.backoff.max.ms", 1_000, "buffer.memory", 16L << 20, "compression.type", "lz4"),
                new StringSerializer(), new StringSerializer());
    }

    /** Ends at once. What was not confirmed is sent at the next start. */
    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LAST_WORDS.toSeconds()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
