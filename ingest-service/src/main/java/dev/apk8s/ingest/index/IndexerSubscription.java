package dev.apk8s.ingest.index;

import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.event.EventConsumers;
import dev.apk8s.platform.identity.Caller;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Consumes the topics of all streams that are indexed, and begins anew when there are others. The consumer's group keeps the position of
 * each topic, so that nothing is lost or read from the start.
 */
final class IndexerSubscription implements SmartLifecycle {
    static final String GROUP = "apk8s-indexer";
    private static final Logger log = LoggerFactory.getLogger(IndexerSubscription.class);

    private final EventStreams streams;
    private final IndexTemplates templates;
    private final EventConsumers consumers;
    private final Indexer indexer;
    private final int concurrency;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ExecutorService resubscribing = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("indexer-subscription").factory());
    private Set<String> topics = Set.of();
    private @Nullable ConcurrentMessageListenerContainer<String, byte[]> container;
    private volatile boolean running;

    IndexerSubscription(EventStreams streams, Streams changes, IndexTemplates templates, EventConsumers consumers,
            Indexer indexer, IndexProperties properties) {
        this.streams = streams;
        this.templates = templates;
        this.consumers = consumers;
        this.indexer = indexer;
        this.concurrency = properties.consumers();
        changes.onChange(this::onChange);
    }

    private void onChange() {
        if (running && changed.compareAndSet(false, true)) {
            resubscribing.execute(this::follow);
        }
    }

    private void follow() {
        changed.set(false);
        templates.forget();
        try {
            subscribe();
        } catch (RuntimeException failure) {
            log.error("The indexer could not follow a change of the streams", failure);
        }
    }

    private synchronized void subscribe() {
        Set<String> wanted = streams.indexedTopics();
        if (!running || wanted.equals(topics)) {
            return;
        }
        stopContainer();
        var created = consumers.create(GROUP, wanted, concurrency, indexer);
        created.start();
        container = created;
        topics = wanted;
        log.info("The indexer consumes {}", wanted);
    }

    private void stopContainer() {
        var current = container;
        if (current != null) {
            current.stop();
            container = null;
            topics = Set.of();
        }
    }

    /**
     * A first document of an engine that has none waits for template and index: they are made while nobody waits. What
     * cannot be made now is made when a document needs it.
     */
    private void prepareIndexes() {
        try {
            for (Stream stream : streams.shared()) {
                templates.prepare(stream, Caller.DEFAULT_TENANT);
            }
        } catch (EngineException notNow) {
            log.info("The indexes are made when they are needed: {}", notNow.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        resubscribing.execute(this::prepareIndexes);
        subscribe();
    }

    @Override
    public void stop() {
        running = false;
        synchronized (this) {
            stopContainer();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
