package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.apk8s.lake.row.Format;
import dev.apk8s.local.junit.NeedsEngines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two lake services take a stream period by period while events come, and one or both of them, or the log, are killed.
 * Periods are seconds here instead of hours.
 */
@NeedsEngines({"opensearch", "keycloak", "artemis", "s3proxy"})
class PeriodsIT {
    private static final Logger logger = LoggerFactory.getLogger(PeriodsIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final OwnEngine KAFKA = OwnEngine.prepare("kafka");
    private static final OwnEngine FIRST = lake();
    private static final OwnEngine SECOND = lake();

    private String bucket;
    private String stream;

    private static OwnEngine lake() {
        return OwnEngine.prepare("lake-service").environment("APK8S_LAKE_SNAPSHOTS_HOURLY_PERIOD", PERIOD.toString())
                .environment("APK8S_LAKE_SNAPSHOTS_HOURLY_SETTLE", "1s")
                .environment("APK8S_LAKE_SNAPSHOTS_WORK_POLL", "200ms")
                .environment("APK8S_LAKE_SNAPSHOTS_WORK_LEASE", "3s");
    }

    @BeforeAll
    static void start() {
        KAFKA.start();
        FIRST.using(KAFKA);
        SECOND.using(KAFKA);
        OwnEngine.startAll(FIRST, SECOND);
    }

    @AfterAll
    static void stop() {
        FIRST.close();
        SECOND.close();
        KAFKA.close();
    }

    @BeforeEach
    void begin() {
        stream = "periods" + Long.toString(System.nanoTime(), 36);
        bucket = stream;
        Answer made = admin(FIRST).post("/api/v1/lake/buckets",
                "{\"name\":\"" + bucket + "\",\"versioning\":true}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void twoInstancesAtOnceTakeEachPeriodOnce() {
        check(sent -> sent.awaitMore(Duration.ofSeconds(8)));
    }

    @Test
    void missedPeriodsAreMadeUpForAfterDowntime() {
        check(sent -> {
            FIRST.stop();
            SECOND.kill();
            sent.awaitMore(Duration.ofSeconds(9));
            OwnEngine.startAll(FIRST, SECOND);
        });
    }

    @Test
    void anInstanceThatIsKilledInTheMiddleIsFollowedByAnother() {
        check(sent -> {
            for (int time = 0; time < 2; time++) {
                sent.awaitMore(Duration.ofSeconds(3));
                FIRST.kill();
                sent.awaitMore(Duration.ofSeconds(3));
                FIRST.start();
                SECOND.kill();
                sent.awaitMore(Duration.ofSeconds(3));
                SECOND.start();
            }
        });
    }

    @Test
    void whileTheLogIsAwayTheyWaitAndThenGoOn() {
        check(sent -> {
            sent.awaitMore(Duration.ofSeconds(4));
            KAFKA.kill();
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            KAFKA.start();
            sent.awaitMore(Duration.ofSeconds(4));
        });
    }

    /** A large snapshot on demand in a quarter of a gigabyte; {@code -Dsnapshot.events} says how many events. */
    @Test
    void aLargeSnapshotNeedsNoMoreMemoryThanASmallOne() {
        int events = Integer.getInteger("snapshot.events", 100_000);
        Lake lake = new Lake(admin(FIRST));
        try (TestLog log = new TestLog(KAFKA.export("bootstrap-servers"))) {
            String topic = log.declare("default", stream, 3);
            for (int number = 0; number < events; number++) {
                log.send(topic, "default", "e-" + number, null, event(number, 200));
            }
            log.flush();
            for (String format : List.of("csv", "parquet")) {
                Instant begun = Instant.now();
                JsonNode manifest = lake.awaitManifest(lake.ask("{\"stream\":\"" + stream
                        + "\",\"from\":\"2026-01-01T00:00:00Z\",\"bucket\":\"" + bucket + "\",\"format\":\"" + format
                        + "\"}"));
                assertThat(manifest.get("rows").asInt()).isEqualTo(events);
                logger.info("{} events as {}: {} bytes in {} ms, {} MB resident", events, format,
                        manifest.get("bytes").asLong(), Duration.between(begun, Instant.now()).toMillis(),
                        FIRST.memoryBytes() >> 20);
            }
            assertThat(FIRST.memoryBytes()).isLessThan(500L << 20);
        }
    }

    private interface Fault {
        void happen(Sending sending);
    }

    private void check(Fault fault) {
        try (TestLog log = new TestLog(KAFKA.export("bootstrap-servers"))) {
            String topic = log.declare("default", stream, 3);
            Instant first = schedule();
            Sending sending = new Sending(log, topic);
            Thread thread = Thread.ofPlatform().start(sending);
            fault.happen(sending);
            sending.end(thread);
            verify(first, sending.sent.get());
        }
    }

    /** Returns the beginning of the first period. */
    private Instant schedule() {
        Answer declared = await().atMost(PATIENCE)
                .until(() -> admin(FIRST).send("PUT", "/api/v1/lake/snapshot-schedules/" + stream, "application/json",
                        ("{\"bucket\":\"" + bucket + "\",\"prefix\":\"\"}").getBytes(StandardCharsets.UTF_8)),
                        answer -> answer.status() == 200);
        return Instant.parse(declared.json().get("next").asString());
    }

    private void verify(Instant first, int sent) {
        Lake lake = new Lake(admin(FIRST));
        Set<String> ids = new HashSet<>();
        List<String> doubles = new ArrayList<>();
        Map<Integer, Long> ends = new HashMap<>();
        List<String> columns = new ArrayList<>();
        Instant from = first;
        int periods = 0;
        while (ids.size() < sent) {
            Target target = Target.periodic(bucket, "", from, PERIOD, Format.CSV);
            byte[] manifest = lake.awaitObject(bucket, target.manifestKey());
            JsonNode read = JSON.readTree(manifest);
            assertThat(Instant.parse(read.get("from").asString())).isEqualTo(from);
            assertThat(Instant.parse(read.get("to").asString())).isEqualTo(from.plus(PERIOD));
            for (JsonNode partition : read.get("partitions")) {
                int number = partition.get("partition").asInt();
                assertThat(partition.get("begin").asLong()).isEqualTo(ends.getOrDefault(number, 0L));
                assertThat(partition.get("missing").asLong()).isZero();
                ends.put(number, partition.get("end").asLong());
            }
            List<String> names = read.get("columns").valueStream().map(column -> column.get("name").asString())
                    .toList();
            assertThat(names.subList(0, columns.size())).as("columns stay where they were").isEqualTo(columns);
            columns = new ArrayList<>(names);
            for (CsvRecord row : lake.rows(read)) {
                if (!ids.add(row.getField(0))) {
                    doubles.add(row.getField(0));
                }
            }
            from = from.plus(PERIOD);
            periods++;
        }
        logger.info("{} events in {} periods", sent, periods);
        assertThat(doubles).isEmpty();
        assertThat(ids).hasSize(sent);
        assertThat(columns).contains("n", "late");
        JsonNode versions = lake.api().get("/api/v1/lake/buckets/" + bucket + "/versions?limit=1000").json()
                .get("versions");
        assertThat(versions.valueStream().map(version -> version.get("key").asString()))
                .as("no object was written twice").doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2 * periods);
    }

    private static Api admin(OwnEngine lake) {
        return Api.at(lake.export("url")).asUser("admin");
    }

    private static String event(int number, int length) {
        return "{\"n\":" + number + ",\"temp\":" + number / 10.0 + ",\"ok\":true,\"text\":\"" + "x".repeat(length / 2)
                + number + "\"" + (number > 100 ? ",\"late\":\"field\"" : "") + "}";
    }

    /** Sends events until it is told to end; each is kept by the log once. */
    private static final class Sending implements Runnable {
        private static final long PAUSE_NANOS = 10_000_000;

        private final TestLog log;
        private final String topic;
        private final AtomicInteger sent = new AtomicInteger();
        private volatile boolean ended;

        Sending(TestLog log, String topic) {
            this.log = log;
            this.topic = topic;
        }

        @Override
        public void run() {
            while (!ended || sent.get() < 200) {
                int number = sent.getAndIncrement();
                log.send(topic, "default", "e-" + number, null, event(number, 20));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            log.flush();
        }

        /** Returns when it has sent for so long. */
        void awaitMore(Duration time) {
            Instant until = Instant.now().plus(time);
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(until));
        }

        void end(Thread thread) {
            ended = true;
            await().atMost(PATIENCE).until(() -> !thread.isAlive());
        }
    }
}
