package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.apk8s.lake.LakeIT;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Meters;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Snapshots on demand, of what is on the log. */
class SnapshotsIT extends LakeIT {
    private static final int MANY = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SINCE = "\"from\":\"2026-01-01T00:00:00Z\"";

    private TestLog log;
    private Lake lake;
    private String bucket;
    private String stream;

    @BeforeEach
    void begin() {
        log = new TestLog(Engines.export("kafka", "bootstrap-servers"));
        lake = new Lake(api().asUser("admin"));
        bucket = bucket();
        stream = unique("snap");
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void everyEventIsInTheCsvOnce() {
        String topic = log.declare("default", stream, 3);
        sendMany(topic);
        JsonNode manifest = lake.awaitManifest(lake.ask(body("csv")));
        assertThat(manifest.get("rows").asInt()).isEqualTo(MANY);
        List<CsvRecord> rows = lake.rows(manifest);
        BitSet seen = new BitSet();
        for (CsvRecord row : rows) {
            int number = Integer.parseInt(row.getField(4));
            seen.set(number);
            assertThat(row.getFields()).hasSize(8).startsWith("e-" + number)
                    .endsWith(Integer.toString(number), temp(number), "a, \"b\" " + number,
                            number % 1000 == 0 ? "{\"x\":[" + number + "]}" : "");
        }
        assertThat(rows).hasSize(MANY);
        assertThat(seen.cardinality()).isEqualTo(MANY);
        long offsets = manifest.get("partitions").valueStream()
                .mapToLong(partition -> partition.get("end").asLong() - partition.get("begin").asLong()).sum();
        assertThat(offsets).isEqualTo(MANY);
    }

    @Test
    void everyEventIsInTheParquetOnce() throws IOException {
        String topic = log.declare("default", stream, 3);
        sendMany(topic);
        JsonNode manifest = lake.awaitManifest(lake.ask(body("parquet")));
        assertThat(manifest.get("rows").asInt()).isEqualTo(MANY);
        BitSet seen = new BitSet();
        for (byte[] file : lake.files(manifest)) {
            try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                    RowReader rows = reader.rowReader()) {
                while (rows.hasNext()) {
                    rows.next();
                    int number = (int) rows.getDouble(4);
                    seen.set(number);
                    assertThat(rows.getString(0)).isEqualTo("e-" + number);
                    assertThat(rows.getDouble(5)).isEqualTo(Double.parseDouble(temp(number)));
                    assertThat(rows.isNull(7)).isEqualTo(number % 1000 != 0);
                }
            }
        }
        assertThat(seen.cardinality()).isEqualTo(MANY);
    }

    @Test
    void theRangeIsByTheTimeThatTheLogKeptAnEvent() {
        String topic = log.declare("default", stream, 1, Map.of("retention.ms", "-1"));
        Instant begin = Instant.parse("2026-03-01T10:00:00Z");
        for (int number = 0; number < 10; number++) {
            log.send(topic, "default", "e-" + number, begin.plusSeconds(60L * number), "{\"n\":" + number + "}");
        }
        log.flush();
        JsonNode manifest = lake.awaitManifest(lake.ask("{\"stream\":\"" + stream
                + "\",\"from\":\"2026-03-01T10:02:00Z\",\"to\":\"2026-03-01T10:05:00Z\",\"bucket\":\"" + bucket
                + "\",\"columns\":[\"n\",\"kept\"]}"));
        assertThat(lake.rows(manifest)).extracting(CsvRecord::getFields).containsExactly(
                List.of("2", "2026-03-01T10:02:00Z"), List.of("3", "2026-03-01T10:03:00Z"),
                List.of("4", "2026-03-01T10:04:00Z"));
    }

    @Test
    void columnsStayWhereTheyWereWhenAFieldAppearsLater() {
        String topic = log.declare("default", stream, 1);
        log.send(topic, "default", "e-0", null, "{\"temp\":1,\"load\":2}");
        log.flush();
        JsonNode first = lake.awaitManifest(lake.ask(body("csv")));
        log.send(topic, "default", "e-1", null, "{\"added\":\"x\",\"load\":3}");
        log.flush();
        JsonNode second = lake.awaitManifest(lake.ask(body("csv")));
        assertThat(names(first)).containsExactly("id", "time", "device", "kept", "temp", "load");
        assertThat(names(second)).containsExactly("id", "time", "device", "kept", "temp", "load", "added");
        assertThat(lake.rows(second).get(1).getFields()).endsWith("", "3", "x");
    }

    @Test
    void anotherTenantsEventsAreNotInIt() {
        String shared = "messages";
        log.ensureTopic(shared);
        String id = unique("own");
        log.send(shared, "acme", id + "-acme", null, "{\"secret_" + id.replace('-', '_') + "\":1}");
        log.send(shared, "default", id + "-default", null, "{\"temp\":1}");
        log.send(shared, null, id + "-nobody", null, "{\"temp\":2}");
        log.flush();
        JsonNode manifest = lake.awaitManifest(lake.ask(body("csv").replace(stream, shared)));
        assertThat(lake.rows(manifest)).extracting(row -> row.getField(0))
                .contains(id + "-default", id + "-nobody").doesNotContain(id + "-acme");
        assertThat(names(manifest)).doesNotContain("secret_" + id.replace('-', '_'));
    }

    @Test
    void whatIsNotATenantsStreamIsNotThere() {
        log.declare("default", stream, 1);
        log.declare("acme", stream + "-acme", 1);
        lake.ask(body("csv"));
        for (String name : List.of(stream + "-acme", "acme." + stream + "-acme", "apk8s.streams", "apk8s.snapshots",
                "lake-events", "upload", "__consumer_offsets", "nothing")) {
            Answer answer = lake.api().post(Lake.SNAPSHOTS, body("csv").replace(stream, name));
            assertThat(answer.status()).as("%s: %s", name, answer.text()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("NO_SUCH_STREAM");
        }
        Answer foreign = api().asUser("acme-admin").post(Lake.SNAPSHOTS, body("csv"));
        assertThat(foreign.code()).isEqualTo("NO_SUCH_STREAM");
    }

    @Test
    void aRangeThatTheLogDoesNotHaveAnyMoreIsRefusedWithTheTimeFromWhichItHas() {
        String topic = log.declare("default", stream, 1, Map.of("retention.ms", "-1"));
        Instant old = Instant.now().minus(Duration.ofDays(20));
        for (int number = 0; number < 10; number++) {
            log.send(topic, "default", "e-" + number, old.plus(Duration.ofDays(number)), "{\"n\":" + number + "}");
        }
        log.flush();
        lake.awaitManifest(lake.ask(body("csv").replace("2026-01-01T00:00:00Z", old.toString())));
        log.expire(topic, 0, 5);
        Answer gone = lake.api().post(Lake.SNAPSHOTS, body("csv").replace("2026-01-01T00:00:00Z", old.toString()));
        assertThat(gone.status()).as(gone.text()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("EVENTS_EXPIRED");
        String available = gone.json().get("availableFrom").asString();
        JsonNode manifest = lake
                .awaitManifest(lake.ask(body("csv").replace("2026-01-01T00:00:00Z", available)));
        assertThat(lake.rows(manifest)).extracting(row -> row.getField(4)).endsWith("6", "7", "8", "9");
    }

    @Test
    void aRangeWithoutEventsIsAFileWithAHeader() {
        log.declare("default", stream, 2);
        JsonNode manifest = lake.awaitManifest(lake.ask(body("csv")));
        assertThat(manifest.get("rows").asInt()).isZero();
        assertThat(lake.rows(manifest)).isEmpty();
        assertThat(manifest.get("files")).hasSize(1);
    }

    @Test
    void theManifestIsCanonical() throws IOException {
        log.declare("default", stream, 1);
        JsonNode place = lake.awaitState(lake.ask(body("csv")), "done").get("manifest");
        byte[] manifest = lake.object(place.get("bucket").asString(), place.get("key").asString());
        assertThat(new org.erdtman.jcs.JsonCanonicalizer(manifest).getEncodedUTF8()).isEqualTo(manifest);
    }

    @Test
    void aColumnThatTheStreamNeverHadFailsAndLeavesNothing() {
        log.declare("default", stream, 1);
        JsonNode failed = lake.awaitState(
                lake.ask(body("csv").replace("}", ",\"columns\":[\"id\",\"pressure\"]}")), "failed");
        assertThat(failed.get("failure").get("code").asString()).isEqualTo("NO_SUCH_COLUMN");
        assertThat(failed.get("failure").get("detail").asString()).contains("pressure");
        assertThat(lake.find(bucket, failed.get("keys").asString() + "part-00001.csv")).isNull();
    }

    @Test
    void oneThatIsCancelledLeavesNothing() {
        String topic = log.declare("default", stream, 3);
        sendMany(topic);
        String id = lake.ask(body("csv"));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                .until(() -> !lake.get(id).get("state").asString().equals("waiting"));
        JsonNode cancelled = lake.api().delete(Lake.SNAPSHOTS + "/" + id).json();
        assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
        await().atMost(PATIENCE).until(() -> Meters.of(management()).value("apk8s_lake_snapshot_running") == 0);
        assertThat(lake.find(bucket, cancelled.get("keys").asString() + "part-00001.csv")).isNull();
        assertThat(lake.find(bucket, cancelled.get("keys").asString() + "_manifest.json")).isNull();
        assertThat(lake.get(id).get("state").asString()).isEqualTo("cancelled");
        assertThat(lake.api().delete(Lake.SNAPSHOTS + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void theyAreListedFromTheLatestPageByPage() {
        log.declare("default", stream, 1);
        List<String> asked = List.of(lake.ask(body("csv")), lake.ask(body("parquet")), lake.ask(body("csv")));
        List<String> listed = new java.util.ArrayList<>();
        String next = "";
        do {
            JsonNode page = lake.api().get(Lake.SNAPSHOTS + "?limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            page.get("snapshots").forEach(snapshot -> listed.add(snapshot.get("id").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(listed).containsAll(asked).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(api().asUser("acme-admin").get(Lake.SNAPSHOTS).json().get("snapshots").valueStream()
                .map(snapshot -> snapshot.get("id").asString())).doesNotContainAnyElementsOf(asked);
        assertThat(lake.api().get(Lake.SNAPSHOTS + "?after=a%2Fb").code()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void aScheduleIsDeclaredChangedAndWithdrawn() {
        log.declare("default", stream, 1);
        lake.ask(body("csv"));
        String path = "/api/v1/lake/snapshot-schedules/" + stream;
        String body = "{\"bucket\":\"" + bucket + "\",\"prefix\":\"h/\"}";
        assertThat(put(path, body).json().get("prefix").asString()).isEqualTo("h/");
        assertThat(put(path, body.replace("}", ",\"format\":\"parquet\"}")).json().get("format").asString())
                .isEqualTo("parquet");
        log.declare("default", stream + "-2", 1);
        Answer taken = await().atMost(PATIENCE).until(() -> put(path + "-2", body),
                answer -> !answer.code().equals("NO_SUCH_STREAM"));
        assertThat(taken.code()).isEqualTo("SCHEDULE_TARGET_TAKEN");
        assertThat(lake.api().get(path).status()).isEqualTo(200);
        assertThat(lake.api().delete(path).status()).isEqualTo(204);
        assertThat(lake.api().get(path).code()).isEqualTo("NO_SUCH_SCHEDULE");
        assertThat(lake.api().delete("/api/v1/lake/snapshot-schedules/sensor").code())
                .isEqualTo("SCHEDULE_CONFIGURED");
        assertThat(put(path, "{\"bucket\":\"no-such-bucket-here\"}").code()).isEqualTo("NO_SUCH_BUCKET");
        assertThat(put(path, "{}").code()).isEqualTo("INVALID_FIELD");
    }

    private Answer put(String path, String body) {
        return lake.api().send("PUT", path, "application/json",
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String body(String format) {
        return "{\"stream\":\"" + stream + "\"," + SINCE + ",\"format\":\"" + format + "\",\"bucket\":\"" + bucket
                + "\"}";
    }

    private void sendMany(String topic) {
        for (int number = 0; number < MANY; number++) {
            log.send(topic, "default", "e-" + number, null,
                    "{\"n\":" + number + ",\"temp\":" + temp(number) + ",\"label\":\"a, \\\"b\\\" " + number + "\""
                            + (number % 1000 == 0 ? ",\"nested\":{\"x\":[" + number + "]}" : "") + "}");
        }
        log.flush();
    }

    private static String temp(int number) {
        return number / 10 + "." + number % 10;
    }

    private static List<String> names(JsonNode manifest) {
        return manifest.get("columns").valueStream().map(column -> column.get("name").asString()).toList();
    }
}
