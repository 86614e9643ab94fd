package dev.apk8s.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.snapshot.SnapshotFixtures;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.ExampleWalk;
import dev.apk8s.platform.house.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Sends every example. A feature with resources of its own adds to {@link #made} how one is made, by the variable's name. */
class ExamplesIT extends LakeIT implements ExampleWalk {
    private static final String KEY = "raw/2026/a.csv";

    private List<Route> routes = List.of();
    private String lastBucket = "";

    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.streaming()
                        && (StoreUnderTest.isMinio() || !route.path().endsWith("/lifecycle")))
                .toList();
    }

    @Override
    public Api service() {
        return api();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public String body(Route route, Map<String, String> resources) {
        return switch (route.path()) {
            case "/api/v1/lake/buckets" -> route.example().replace("\"lab\"", "\"" + unique("example") + "\"");
            case "/api/v1/lake/snapshots" -> {
                SnapshotFixtures.sharedStream("sensor");
                yield route.example();
            }
            case "/api/v1/lake/snapshot-schedules/{stream}" ->
                route.example().replace("hourly/vibration/", unique("example") + "/");
            case "/api/v1/lake/processors" -> route.example().replace("\"pack\"", "\"" + unique("example") + "\"");
            case "/api/v1/lake/buckets/{bucket}/uploads/{upload}/complete" ->
                route.example().replaceAll("\"etag\":\"[^\"]*\"", "\"etag\":\"" + part(route, resources) + "\"");
            default -> route.example();
        };
    }

    @Override
    public String made(Route route, String variable) {
        return switch (variable) {
            case "bucket" -> withObject(route);
            case "*key" -> KEY;
            case "number" -> "1";
            case "stream" -> route.method().equals("PUT")
                    ? SnapshotFixtures.stream(api().asUser("admin"), unique("example"))
                    : SnapshotFixtures.scheduledStream(api().asUser("admin"), unique("example"));
            case "upload" -> upload();
            case "name" -> processor();
            case "id" -> identified(route.path());
            default -> throw new IllegalStateException("How is " + variable + " of " + route + " made?");
        };
    }

    private String identified(String path) {
        if (path.startsWith("/api/v1/lake/snapshots/")) {
            return SnapshotFixtures.snapshot(api().asUser("admin"), unique("example"));
        }
        return path.startsWith("/api/v1/lake/runs/") ? run() : reconciliation();
    }

    /** A bucket with the object that examples name, empty where it is to be deleted. */
    private String withObject(Route route) {
        String bucket = bucket();
        lastBucket = bucket;
        if (!(route.method().equals("DELETE") && route.path().equals("/api/v1/lake/buckets/{bucket}"))) {
            Answer kept = api().asUser("operator").send("PUT", object(bucket, KEY), "text/csv",
                    "device,temp\n".getBytes(StandardCharsets.UTF_8));
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        }
        return bucket;
    }

    /** In the bucket that was made last: the variable before it in the path. */
    private String upload() {
        Answer begun = api().asUser("operator").post("/api/v1/lake/buckets/" + lastBucket + "/uploads",
                "{\"key\":\"" + KEY + "\"}");
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.json().get("id").asString();
    }

    private String processor() {
        String name = unique("example");
        Answer made = api().asUser("admin").post("/api/v1/lake/processors", """
                {"name":"%s","bucket":"exports","prefix":"%s/","kind":"gzip","target":"processed"}""".formatted(name,
                name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    private String run() {
        String key = unique("example") + ".csv";
        Answer kept = api().asUser("operator").send("PUT", object("upload", key), "text/csv",
                "device,temp\n".getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            api().asUser("viewer").get("/api/v1/lake/processors/compress/runs").json().path("runs").forEach(run -> {
                if (run.path("key").asString("").equals(key)) {
                    found.add(run.path("id").asString());
                }
            });
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private String reconciliation() {
        return api().asUser("operator").post("/api/v1/lake/reconciliations", "{\"bucket\":\"models\"}").json().get("id")
                .asString();
    }

    private String part(Route route, Map<String, String> resources) {
        String bucket = resources.computeIfAbsent("bucket", _ -> made(route, "bucket"));
        String upload = resources.computeIfAbsent("upload", _ -> made(route, "upload"));
        Answer part = api().asUser("operator").send("PUT",
                "/api/v1/lake/buckets/" + bucket + "/uploads/" + upload + "/parts/1", "application/octet-stream",
                new byte[]{1});
        assertThat(part.status()).as(part.text()).isEqualTo(200);
        return part.json().get("etag").asString();
    }
}
