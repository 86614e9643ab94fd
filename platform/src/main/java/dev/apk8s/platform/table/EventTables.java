package dev.apk8s.platform.table;

import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.start.Rehearsal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes tables. Declare what it makes as a bean, so that it is loaded before requests are taken: {@link TablesLoaded}
 * waits for all of them together.
 */
public final class EventTables implements Rehearsal {
    /** The phase of what needs the tables at the start. */
    public static final int AFTER_TABLES = Integer.MIN_VALUE + 2_000;
    private static final long LOAD_SECONDS = 60;
    private static final Duration REHEARSAL = Duration.ofMillis(300);

    private final JsonMapper json;
    private final Topics topics;
    private final EventPublisher publisher;
    private final ConsumerFactory<String, byte[]> consumers;
    private final List<EventTable<?>> made = new CopyOnWriteArrayList<>();

    EventTables(JsonMapper json, Topics topics, EventPublisher publisher,
            ConsumerFactory<String, byte[]> consumers) {
        this.json = json;
        this.topics = topics;
        this.publisher = publisher;
        this.consumers = consumers;
    }

    /**
     * A table on a topic.
     *
     * @param maxEntries the bound on its memory; callers check {@link EventTable#isFull} before they add
     */
    public <V> EventTable<V> create(String topic, int maxEntries, Class<V> type) {
        EventTable<V> table = new EventTable<>(topic, maxEntries, type, json,
                new TableLog(topic, topics, publisher, consumers));
        made.add(table);
        return table;
    }

    /** Of records that no table has, by a broker that need not be there. */
    @Override
    public void rehearse() {
        made.forEach(EventTable::rehearse);
        try (Consumer<String, byte[]> reader = TableLog.fromTheStart(consumers,
                new TopicPartition("apk8s.rehearsal", 0))) {
            reader.poll(REHEARSAL);
        }
        // What each answer of a broker is looked up in.
        Errors.forCode(Errors.NONE.code());
    }

    void awaitLoaded() {
        CompletableFuture.allOf(made.stream().map(EventTable::loaded).toArray(CompletableFuture[]::new))
                .orTimeout(LOAD_SECONDS, TimeUnit.SECONDS).join();
    }
}
