package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.index.BulkAnswer.Failure;
import dev.apk8s.ingest.index.EngineException;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.EventBatchListener;
import dev.apk8s.platform.event.EventConsumers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Puts what is on the dead-letter topics, of all services, into the index of dead letters. */
final class DeadLetterView implements SmartLifecycle, EventBatchListener {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterView.class);
    private static final String GROUP = "apk8s-dead-letters";
    private static final Pattern TOPICS = Pattern.compile("(?!.*\\.dlt\\.dlt$).+" + Pattern.quote(DeadLetters.SUFFIX));
    private static final int BULK_BYTES = 2 << 20;

    private final EventConsumers consumers;
    private final DeadLetterReader reader;
    private final DeadLetterIndex index;
    private final Counter shown;
    private @Nullable ConcurrentMessageListenerContainer<String, byte[]> container;

    DeadLetterView(EventConsumers consumers, DeadLetterReader reader, DeadLetterIndex index, MeterRegistry registry) {
        this.consumers = consumers;
        this.reader = reader;
        this.index = index;
        this.shown = Counter.builder("apk8s.ingest.dead.letters.shown")
                .description("Dead letters that were put into their index").register(registry);
    }

    @Override
    public void onBatch(List<ConsumerRecord<String, byte[]>> batch) {
        List<DeadLetter> letters = new ArrayList<>();
        int bytes = 0;
        for (ConsumerRecord<String, byte[]> entry : batch) {
            DeadLetter letter = reader.read(entry);
            letters.add(letter);
            bytes += letter.size();
            if (bytes >= BULK_BYTES) {
                add(letters);
                letters.clear();
                bytes = 0;
            }
        }
        if (!letters.isEmpty()) {
            add(letters);
        }
    }

    private void add(List<DeadLetter> letters) {
        int kept = letters.size();
        for (Failure failure : index.add(letters).failures()) {
            boolean thereAlready = failure.status() == 409;
            if (failure.isTemporary()) {
                throw EngineException.of(failure.status(), failure.error());
            }
            if (!thereAlready) {
                log.error("The dead letter {} cannot be shown, it is only on its topic: {}",
                        letters.get(failure.position()).id(), failure.error().reason());
            }
            kept--;
        }
        shown.increment(kept);
    }

    @Override
    public synchronized void start() {
        var created = consumers.create(GROUP, TOPICS, 1, this);
        created.start();
        container = created;
    }

    @Override
    public synchronized void stop() {
        if (container != null) {
            container.stop();
            container = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return container != null;
    }
}
