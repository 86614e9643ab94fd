package dev.apk8s.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.TestStream;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Realm;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LiveIT extends IngestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Topics topics;
    @Autowired
    private MeterRegistry registry;

    private TestStream stream;
    private String path = "";

    @BeforeEach
    void declareStream() {
        stream = TestStream.declare(api().asUser("admin"), unique("live"), 3);
        path = stream.path() + "/live";
    }

    @Test
    void eventsComeAsTheyAreKeptAndAClientResumesWithoutLossOrRepeat() throws Exception {
        List<Integer> seen = new ArrayList<>();
        String position;
        try (LiveClient first = LiveClient.open(Realm.token("viewer"), path, null)) {
            send(0, 200);
            await().atMost(PATIENCE).until(() -> first.messages().size() == 200);
            assertThat(first.header("Cache-Control")).contains("no-cache").contains("no-transform");
            LiveClient.Message broken = first.messages().get(73);
            position = broken.id();
            first.messages().subList(0, 74).forEach(message -> seen.add(number(message)));
        }
        send(200, 300);
        try (LiveClient second = LiveClient.open(Realm.token("viewer"), path, position)) {
            await().atMost(PATIENCE).until(() -> second.messages().size() >= 226);
            send(300, 301);
            await().atMost(PATIENCE).until(() -> second.messages().size() >= 227);
            second.messages().forEach(message -> seen.add(number(message)));
        }
        assertThat(seen).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 301).boxed().toList());
    }

    @Test
    void everyPositionIsAPlaceToGoOnFrom() throws Exception {
        try (LiveClient all = LiveClient.open(Realm.token("viewer"), path, null)) {
            send(0, 40);
            await().atMost(PATIENCE).until(() -> all.messages().size() == 40);
            for (int at : List.of(0, 1, 13, 38)) {
                try (LiveClient rest = LiveClient.open(Realm.token("viewer"),
                        path + "?lastEventId=" + all.messages().get(at).id(), null)) {
                    await().atMost(PATIENCE).until(() -> rest.messages().size() >= 39 - at);
                    assertThat(rest.messages()).extracting(LiveIT::number).containsExactlyInAnyOrderElementsOf(
                            all.messages().subList(at + 1, 40).stream().map(LiveIT::number).toList());
                }
            }
        }
    }

    @Test
    void anEventIsWhatWasSentWithItsAttributes() throws Exception {
        try (LiveClient client = LiveClient.open(Realm.token("viewer"), path, null)) {
            stream.send("{\n \"temp\": 51540,\r\n \"note\": \"a \\n b\" }");
            await().atMost(PATIENCE).until(() -> client.messages().size() == 1);
            var event = client.messages().getFirst().data();
            assertThat(event.path("data").path("note").asString()).isEqualTo("a \n b");
            assertThat(event.path("stream").asString()).isEqualTo(stream.name());
            assertThat(event.path("source").asString()).isEqualTo("/users/admin");
            assertThat(Instant.parse(event.path("time").asString())).isBefore(Instant.now());
        }
    }

    @Test
    void aClientBeginsWhereItSays() throws Exception {
        send(0, 5);
        Instant between = Instant.now();
        await().until(() -> Instant.now().isAfter(between.plusMillis(5)));
        send(5, 9);
        try (LiveClient later = LiveClient.open(Realm.token("viewer"), path + "?from=" + between, null);
                LiveClient now = LiveClient.open(Realm.token("viewer"), path, null)) {
            await().atMost(PATIENCE).until(() -> later.messages().size() >= 4);
            assertThat(later.messages()).extracting(LiveIT::number).containsExactlyInAnyOrder(5, 6, 7, 8);
            assertThat(now.messages()).isEmpty();
        }
    }

    @Test
    void aTenantHearsItsOwnAndAFilterLetsOneDeviceThrough() throws Exception {
        String id = unique("device");
        Api.Answer registered = api().asUser("admin").post("/api/v1/devices", "{\"id\":\"" + id + "\"}");
        Api device = api().asDevice(id, registered.json().path("secret").asString());
        String shared = "/api/v1/streams/messages/";
        try (LiveClient mine = LiveClient.open(Realm.token("viewer"), shared + "live", null);
                LiveClient ofDevice = LiveClient.open(Realm.token("viewer"), shared + "live?device=" + id, null);
                LiveClient foreign = LiveClient.open(Realm.token("acme-viewer"), shared + "live", null)) {
            api().asUser("admin").post(shared + "events", "{\"n\":1}");
            device.post(shared + "events", "{\"n\":2}");
            api().asUser("acme-admin").post(shared + "events", "{\"n\":3}");
            await().atMost(PATIENCE).until(() -> mine.messages().size() >= 2 && foreign.messages().size() >= 1
                    && ofDevice.messages().size() >= 1);
            assertThat(mine.messages()).extracting(LiveIT::number).containsExactlyInAnyOrder(1, 2);
            assertThat(ofDevice.messages()).extracting(LiveIT::number).containsExactly(2);
            assertThat(foreign.messages()).extracting(LiveIT::number).containsExactly(3);
        }
        assertThat(api().asUser("acme-viewer").get(path).code()).isEqualTo("NO_SUCH_STREAM");
    }

    @Test
    void whatTheLogHasLostIsToldAsAGap() throws Exception {
        send(0, 60);
        Map<TopicPartition, RecordsToDelete> lost = IntStream.range(0, 3).boxed().collect(
                Collectors.toMap(partition -> new TopicPartition(stream.name(), partition),
                        _ -> RecordsToDelete.beforeOffset(-1)));
        topics.admin().deleteRecords(lost).all().get();
        send(60, 63);
        try (LiveClient client = LiveClient.open(Realm.token("viewer"), path, "0.0.0")) {
            await().atMost(PATIENCE).until(() -> client.ofKind("message").size() >= 3);
            assertThat(client.ofKind("gap").stream().mapToLong(gap -> gap.data().path("missed").asLong()).sum())
                    .isEqualTo(60);
            assertThat(client.ofKind("message")).extracting(LiveIT::number).containsExactlyInAnyOrder(60, 61, 62);
        }
        try (LiveClient client = LiveClient.open(Realm.token("viewer"), path, "zzz.zzz.zzz")) {
            await().atMost(PATIENCE).until(() -> client.ofKind("gap").size() == 3);
        }
    }

    @Test
    void aConnectionEndsWithItsToken() throws Exception {
        String token = Realm.tokenOf("apk8s-short", true, 6);
        try (LiveClient client = LiveClient.open(token, path, null)) {
            await().atMost(PATIENCE).until(client::hasEnded);
            assertThat(client.messages()).extracting(LiveClient.Message::event).containsExactly("end");
        }
    }

    @Test
    void whatAClientThatIsGoneHeldIsFreed() throws Exception {
        double before = connections();
        try (LiveClient one = LiveClient.open(Realm.token("viewer"), path, null);
                LiveClient two = LiveClient.open(Realm.token("viewer"), path, null)) {
            assertThat(one.lastId()).isEqualTo(two.lastId());
            assertThat(connections()).isGreaterThanOrEqualTo(2);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> connections() <= before);
    }

    @Test
    void whatIsNoPositionIsRefused() {
        Api viewer = api().asUser("viewer");
        for (String position : List.of("nonsense!", "1.2.3.4", "-1", "1..2")) {
            assertThat(viewer.with("Last-Event-ID", position).get(path).code()).isEqualTo("POSITION_INVALID");
        }
        assertThat(viewer.get(path + "?from=yesterday").code()).isEqualTo("INVALID_FIELD");
    }

    private double connections() {
        return registry.get("apk8s.ingest.live.connections").gauge().value();
    }

    /** One by one, so that they spread over the partitions. */
    private void send(int from, int to) {
        stream.sendCloudEvents(IntStream.range(from, to).mapToObj(number -> """
                {"specversion":"1.0","id":"%d","source":"/probe/%d","type":"t","data":{"n":%d}}"""
                .formatted(number, number, number)).toList());
    }

    private static int number(LiveClient.Message message) {
        return message.data().path("data").path("n").asInt(-1);
    }
}
