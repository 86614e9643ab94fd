package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventBatchListener;
import dev.apk8s.platform.event.EventHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives a run what its consumer polled: several devices' events at once, one device's one after another. When a target
 * is away the batch comes again, without what is done already; so it does when the turn is over.
 */
final class FlowListener implements EventBatchListener {
    private final FlowRun run;
    private final EventStreams streams;
    private final int devicesAtOnce;
    private final Duration turn;
    /** Records of the present batch that are done; forgotten with it. */
    private final Set<Place> done = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    FlowListener(FlowRun run, EventStreams streams, FlowProperties properties) {
        this.run = run;
        this.streams = streams;
        this.devicesAtOnce = properties.devicesAtOnce();
        this.turn = properties.turn();
    }

    private record Place(TopicPartition partition, long offset) {
        static Place of(ConsumerRecord<?, ?> entry) {
            return new Place(new TopicPartition(entry.topic(), entry.partition()), entry.offset());
        }
    }

    FlowRun run() {
        return run;
    }

    /** Has what is under way come to an end soon. */
    void stop() {
        stopping = true;
    }

    @Override
    public void onBatch(List<ConsumerRecord<String, byte[]>> batch) throws Exception {
        Map<String, List<ConsumerRecord<String, byte[]>>> devices = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> entry : batch) {
            if (isOwn(entry) && !done.contains(Place.of(entry))) {
                devices.computeIfAbsent(String.valueOf(entry.key()), _ -> new ArrayList<>()).add(entry);
            }
        }
        Queue<TargetAwayException> away = new ConcurrentLinkedQueue<>();
        work(devices, away);
        TargetAwayException first = away.peek();
        if (first != null) {
            throw first;
        }
        done.clear();
        run.goOn();
    }

    private boolean isOwn(ConsumerRecord<String, byte[]> entry) {
        return streams.tenantOf(entry, streams.ofTopic(entry.topic()).orElse(null))
                .filter(run.flow().tenant()::equals).isPresent();
    }

    private void work(Map<String, List<ConsumerRecord<String, byte[]>>> devices,
            Queue<TargetAwayException> away) throws InterruptedException {
        long end = System.nanoTime() + turn.toNanos();
        Semaphore places = new Semaphore(devicesAtOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<ConsumerRecord<String, byte[]>> events : devices.values()) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        inOrder(events, away, end);
                    } catch (RuntimeException unexpected) {
                        away.add(new TargetAwayException("Unexpected: " + unexpected, unexpected));
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void inOrder(List<ConsumerRecord<String, byte[]>> events,
            Queue<TargetAwayException> away,
            long end) {
        for (ConsumerRecord<String, byte[]> entry : events) {
            if (stopping || System.nanoTime() > end) {
                away.add(new TargetAwayException("The turn is over; the rest comes next", null));
                return;
            }
            Event event = EventHeaders.read(entry);
            try {
                run.work(event, Instant.ofEpochMilli(entry.timestamp()),
                        EventHeaders.text(entry.headers(), EventHeaders.TRACE_PARENT));
            } catch (TargetAwayException notNow) {
                away.add(notNow);
                return;
            }
            done.add(Place.of(entry));
        }
    }
}
