package dev.apk8s.chain.watch;

import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds the events of dropped blocks. A node forgets them; the log, to which they were told, does not. */
@Component
final class Removals {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String SUFFIX = "-removed";

    private final ConsumerFactory<String, byte[]> consumers;
    private final JsonMapper json;
    private final String topic;

    Removals(ConsumerFactory<String, byte[]> consumers, JsonMapper json, WatchProperties properties) {
        this.consumers = consumers;
        this.json = json;
        this.topic = properties.events();
    }

    /** The id of what takes an event back. */
    static String id(String event) {
        return event + SUFFIX;
    }

    /**
     * What takes back all events of these blocks.
     *
     * @param since when the first of them was told of
     */
    List<Event> of(Set<String> blocks, Instant since) {
        List<Event> removals = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer("removals-" + UUID.randomUUID(),
                "removals")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            seek(consumer, partitions, ends, since.minus(MARGIN));
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, byte[]> entry : consumer.poll(POLL)) {
                    Event event = EventHeaders.read(entry);
                    JsonNode value = json.readTree(event.data());
                    if (!value.path("removed").asBoolean(true)
                            && blocks.contains(value.path("blockHash").asString(""))) {
                        removals.add(removal(event, (ObjectNode) value));
                    }
                }
            }
        }
        return removals;
    }

    private static void seek(Consumer<String, byte[]> consumer, List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends, Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> places = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp place = places.get(partition);
            consumer.seek(partition, place == null ? ends.getOrDefault(partition, 0L) : place.offset());
        }
    }

    private Event removal(Event event, ObjectNode value) {
        value.put("removed", true);
        return new Event(id(event.id()), event.source(), event.type(), event.time(), event.subject(), event.tenant(),
                event.device(), json.writeValueAsBytes(value));
    }
}
