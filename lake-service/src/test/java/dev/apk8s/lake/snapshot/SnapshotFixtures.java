package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Streams, snapshots and schedules of the default tenant, for tests of all routes. */
public final class SnapshotFixtures {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCHEDULES = "/api/v1/lake/snapshot-schedules/";

    private SnapshotFixtures() {}

    /** The topic of a stream that all tenants share, as ingest makes it. */
    public static void sharedStream(String name) {
        try (TestLog log = log()) {
            log.ensureTopic(name);
        }
    }

    /** A stream that the lake knows. */
    public static String stream(Api admin, String name) {
        try (TestLog log = log()) {
            log.declare("default", name, 1);
        }
        schedule(admin, name);
        assertThat(admin.delete(SCHEDULES + name).status()).isEqualTo(204);
        return name;
    }

    /** A stream that is scheduled. */
    public static String scheduledStream(Api admin, String name) {
        stream(admin, name);
        schedule(admin, name);
        return name;
    }

    /** The id of a snapshot. */
    public static String snapshot(Api admin, String stream) {
        stream(admin, stream);
        return new Lake(admin).ask("{\"stream\":\"" + stream + "\",\"from\":\"2026-01-01T00:00:00Z\"}");
    }

    private static void schedule(Api admin, String stream) {
        Answer answer = await().atMost(PATIENCE)
                .until(() -> admin.send("PUT", SCHEDULES + stream, "application/json",
                        "{\"bucket\":\"exports\"}".getBytes(StandardCharsets.UTF_8)),
                        put -> !put.code().equals("NO_SUCH_STREAM"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static TestLog log() {
        return new TestLog(Engines.export("kafka", "bootstrap-servers"));
    }
}
