package dev.apk8s.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboundQueueTest {
    private final List<Long> kept = new CopyOnWriteArrayList<>();
    private final List<Long> tried = new CopyOnWriteArrayList<>();
    private final InFlight inFlight = new InFlight(1 << 20, new SimpleMeterRegistry());
    private final MqttAsyncClient neverConnected = client();
    private volatile boolean logIsAway;
    private final InboundQueue queue = new InboundQueue(this::receive, inFlight);

    @AfterEach
    void stop() {
        queue.stop();
    }

    @Test
    void whatFailedGoesFirstAndInOrderWhenTheLogIsBack() throws InterruptedException {
        logIsAway = true;
        queue.start();
        for (long sequence = 1; sequence <= 50; sequence++) {
            add(sequence, 0);
        }
        await().until(() -> tried.size() > 3);
        assertThat(kept).isEmpty();
        assertThat(inFlight.messages()).isEqualTo(50);
        logIsAway = false;
        await().until(() -> kept.size() == 50);
        assertThat(kept).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(inFlight.messages()).isZero();
    }

    @Test
    void whileTheLogIsAwayOnlyTheFirstIsTried() throws InterruptedException {
        logIsAway = true;
        queue.start();
        add(1, 0);
        await().until(() -> tried.size() >= 2);
        add(2, 0);
        int before = tried.size();
        await().until(() -> tried.size() > before + 1);
        assertThat(tried).containsOnly(1L);
    }

    @Test
    void whatTheBrokerWillGiveAgainIsDropped() throws InterruptedException {
        queue.start();
        add(1, 1);
        add(2, 0);
        await().until(() -> kept.contains(2L));
        assertThat(tried).containsExactly(2L);
        assertThat(inFlight.messages()).isZero();
    }

    @Test
    void aFullRoomHoldsTheReaderUntilTheConnectionEnds() throws InterruptedException {
        InFlight narrow = new InFlight(1_500, new SimpleMeterRegistry());
        assertThat(narrow.admit(arrival(1, 1, 400))).isTrue();
        assertThat(narrow.admit(arrival(2, 1, 400))).isFalse();
        assertThat(narrow.messages()).isEqualTo(1);
    }

    private void add(long sequence, int qualityOfService) throws InterruptedException {
        Arrival arrival = arrival(sequence, qualityOfService, 10);
        assertThat(inFlight.admit(arrival)).isTrue();
        queue.add(arrival);
    }

    private CompletableFuture<Verdict> receive(Arrival arrival) {
        tried.add(arrival.sequence());
        if (logIsAway) {
            return CompletableFuture.failedFuture(new IllegalStateException("away"));
        }
        kept.add(arrival.sequence());
        return CompletableFuture.completedFuture(Verdict.KEPT);
    }

    private Arrival arrival(long sequence, int qualityOfService, int size) {
        return Arrival.of(sequence, neverConnected, "sensor/d1",
                new MqttMessage(new byte[size], qualityOfService, false, null));
    }

    private static MqttAsyncClient client() {
        try {
            return new MqttAsyncClient("tcp://127.0.0.1:1", "never", new MemoryPersistence());
        } catch (MqttException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
