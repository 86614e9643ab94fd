package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/** What devices publish waits for the platform, whether its sessions are there, away, or gone for good. */
class PlatformQueuesIT extends BrokerTest {
    private static final List<String> FILTERS = List.of("$share/apk8s-ingest/sensor/+",
            "$share/apk8s-ingest/streams/+/+", "$share/apk8s-ingest/responses/+/+");

    @Test
    void what_waits_outlives_the_last_session_that_subscribed() throws Exception {
        String device = newDevice();
        Client5 last = persistent("apk8s-" + UUID.randomUUID());
        for (String filter : FILTERS) {
            last.unsubscribe(filter);
        }
        try (Client5 five = connect5(device)) {
            assertThat(five.publish("sensor/" + device, "after the subscription", 1)).isZero();
        }
        last.close();
        Client5 passing = Client5.connect(mqttPort, "apk8s-" + UUID.randomUUID(), BrokerSettings.PLATFORM_USER,
                PLATFORM_PASSWORD, true, options -> options.setSessionExpiryInterval(0L));
        passing.subscribe(FILTERS.getFirst(), 1);
        passing.close();
        try (Client5 platform = persistent("apk8s-" + UUID.randomUUID())) {
            await().untilAsserted(
                    () -> assertThat(platform.received).filteredOn(message -> message.topic().endsWith(device))
                            .extracting(Client5.Received::payload)
                            .containsExactly("after the subscription"));
        }
    }

    @Test
    void nothing_is_missing_when_sessions_come_and_go_while_devices_publish() throws Exception {
        int messages = 2_000;
        List<String> devices = IntStream.range(0, 4).mapToObj(index -> newDevice()).toList();
        Set<String> got = new TreeSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(devices.size())) {
            List<Future<Boolean>> publishing = devices.stream().map(device -> threads.submit(publish(device, messages)))
                    .toList();
            String session = "apk8s-" + UUID.randomUUID();
            while (publishing.stream().anyMatch(future -> !future.isDone())) {
                Client5 platform = persistent(session);
                await().until(() -> platform.received.size() > 100
                        || publishing.stream().allMatch(Future::isDone));
                platform.close();
                collect(platform, devices, got);
                Client5 other = persistent("apk8s-" + UUID.randomUUID());
                other.unsubscribe(FILTERS.getFirst());
                other.close();
                collect(other, devices, got);
            }
            for (Future<Boolean> all : publishing) {
                assertThat(all.get()).isTrue();
            }
            try (Client5 platform = persistent(session)) {
                await().untilAsserted(() -> {
                    collect(platform, devices, got);
                    assertThat(got).hasSize(devices.size() * messages);
                });
            }
        }
    }

    private Callable<Boolean> publish(String device, int messages) {
        return () -> {
            try (Client5 five = connect5(device)) {
                for (int number = 0; number < messages; number++) {
                    if (five.publish("sensor/" + device, "m" + number, 1) != 0) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static void collect(Client5 platform, List<String> devices, Set<String> got) {
        got.addAll(platform.received.stream().filter(message -> devices.contains(deviceOf(message)))
                .map(message -> deviceOf(message) + " " + message.payload()).collect(Collectors.toSet()));
    }

    private static String deviceOf(Client5.Received message) {
        return message.topic().substring(message.topic().lastIndexOf('/') + 1);
    }

    private Client5 persistent(String session) throws MqttException {
        Client5 platform = Client5.connect(mqttPort, session, BrokerSettings.PLATFORM_USER, PLATFORM_PASSWORD,
                options -> {
                    options.setCleanStart(false);
                    options.setSessionExpiryInterval(600L);
                });
        for (String filter : FILTERS) {
            platform.subscribe(filter, 1);
        }
        return platform;
    }
}
