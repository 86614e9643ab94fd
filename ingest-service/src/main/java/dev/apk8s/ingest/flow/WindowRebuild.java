package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.platform.event.EventHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Fills the windows of a run when it is given partitions: with what the log had in the time that the windows look back
 * on, up to where the run goes on.
 */
final class WindowRebuild implements ConsumerAwareRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(WindowRebuild.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** What comes to the log later than that after it happened is not looked for. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final FlowRun run;
    private final EventStreams streams;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Duration longest;

    WindowRebuild(FlowRun run, EventStreams streams, ConsumerFactory<String, byte[]> consumers, Duration longest) {
        this.run = run;
        this.streams = streams;
        this.consumers = consumers;
        this.longest = longest;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        List<TopicPartition> sources = partitions.stream()
                .filter(partition -> !partition.topic().equals(run.flow().topic())).toList();
        if (sources.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        long values = 0;
        String name = "flow-windows-" + run.flow().group();
        try (Consumer<String, byte[]> reading = consumers.createConsumer(name, name)) {
            for (TopicPartition partition : sources) {
                values += rebuild(reading, partition, consumer.position(partition), began + longest.toNanos());
            }
        }
        log.info("Windows of {} are rebuilt from {} events in {} ms", run.flow().key(), values,
                (System.nanoTime() - began) / 1_000_000);
    }

    private long rebuild(Consumer<String, byte[]> reading, TopicPartition partition, long until, long end) {
        reading.assign(List.of(partition));
        long from = firstOffset(reading, partition, until);
        if (from < 0 || from >= until) {
            return 0;
        }
        reading.seek(partition, from);
        long values = 0;
        while (reading.position(partition) < until) {
            if (System.nanoTime() > end) {
                log.warn("Windows of {} have not all of {} before offset {}: that takes too long", run.flow().key(),
                        partition, until);
                return values;
            }
            for (ConsumerRecord<String, byte[]> entry : reading.poll(POLL)) {
                if (entry.offset() < until && isOwn(entry)) {
                    run.remember(EventHeaders.read(entry), Instant.ofEpochMilli(entry.timestamp()));
                    values++;
                }
            }
        }
        return values;
    }

    private long firstOffset(Consumer<String, byte[]> reading, TopicPartition partition, long until) {
        Instant next = nextTime(reading, partition, until);
        long since = next.minus(run.plan().longestWindow()).minus(LATE).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> found = reading.offsetsForTimes(Map.of(partition, since));
        OffsetAndTimestamp first = found.get(partition);
        return first == null ? -1 : first.offset();
    }

    /** When the next event happened, if the log has it: windows end with it. */
    private static Instant nextTime(Consumer<String, byte[]> reading, TopicPartition partition, long until) {
        Long end = reading.endOffsets(List.of(partition)).get(partition);
        if (end == null || end <= until) {
            return Instant.now();
        }
        reading.seek(partition, until);
        for (ConsumerRecord<String, byte[]> entry : reading.poll(POLL.multipliedBy(4))) {
            Instant happened = EventHeaders.read(entry).time();
            Instant received = Instant.ofEpochMilli(entry.timestamp());
            return happened.isBefore(received) ? happened : received;
        }
        return Instant.now();
    }

    private boolean isOwn(ConsumerRecord<String, byte[]> entry) {
        return streams.tenantOf(entry, streams.ofTopic(entry.topic()).orElse(null))
                .filter(run.flow().tenant()::equals).isPresent();
    }
}
