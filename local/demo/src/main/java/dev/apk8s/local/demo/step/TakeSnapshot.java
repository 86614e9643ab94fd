package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.lake.LakeFile;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has all that the stream kept since the run began written to the lake as CSV, and holds every file to the manifest.
 *
 * @param since before the first reading was sent
 */
public record TakeSnapshot(Gateway gateway, RunSettings settings, Instant since) implements Step<TakeSnapshot.Result> {
    static final String BUCKET = "exports";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 200;

    /**
     * @param prefix what the keys of its files begin with
     * @param manifest that tells of them
     * @param files copies of them
     * @param readings rows of this run's devices
     */
    public record Result(String prefix, Manifest manifest, List<LakeFile> files, long readings) {}

    /** @param copy of what is under the key */
    public record Manifest(String key, LakeFile copy) {}

    @Override
    public String title() {
        return "Take a snapshot of the stream into the lake";
    }

    @Override
    public Done<Result> run(Consumer<Live> screen) throws InterruptedException {
        JsonNode asked = gateway.post("/api/v1/lake/snapshots",
                Map.of("stream", "sensor", "from", since.toString(), "format", "csv", "bucket", BUCKET, "prefix",
                        settings.lakePrefix()));
        JsonNode done = await(asked.path("id").asString(""));
        JsonNode place = done.path("manifest");
        LakeFile copy = manifest(place);
        JsonNode manifest = new JsonMapper().readTree(copy.path().toFile());
        List<LakeFile> files = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            files.add(download(file));
        }
        long readings = files.stream().mapToLong(file -> file.linesWith(settings.run())).sum();
        return new Done<>(new Result(done.path("keys").asString(""),
                new Manifest(place.path("key").asString(""), copy), files, readings),
                "Snapshot " + BUCKET + "/" + done.path("keys").asString("") + ": "
                        + Amounts.count(manifest.path("rows").asLong(-1)) + " rows, "
                        + Amounts.count(readings) + " of this run, SHA-256 as the manifest says");
    }

    private JsonNode await(String id) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode snapshot = gateway.get("/api/v1/lake/snapshots/" + id);
            switch (snapshot.path("state").asString("").toUpperCase(java.util.Locale.ROOT)) {
                case "DONE" -> {
                    return snapshot;
                }
                case "FAILED", "CANCELLED" ->
                    throw new DemoException("The snapshot failed: " + snapshot.path("failure"));
                default -> TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            if (System.nanoTime() > limit) {
                throw new DemoException("The snapshot is not done after " + PATIENCE.toSeconds() + " s: " + snapshot);
            }
        }
    }

    private LakeFile manifest(JsonNode place) throws InterruptedException {
        LakeFile copy = LakeFile.create(".json");
        gateway.download(object(place), copy.path());
        check(copy, place);
        return copy;
    }

    private LakeFile download(JsonNode file) throws InterruptedException {
        LakeFile copy = LakeFile.create(".csv");
        gateway.download(object(file), copy.path());
        check(copy, file);
        return copy;
    }

    private static void check(LakeFile copy, JsonNode place) {
        if (!copy.sha256().equals(place.path("sha256").asString(""))) {
            throw new DemoException(place.path("key").asString("") + " has another SHA-256 than is written down.");
        }
    }

    private static String object(JsonNode place) {
        return "/api/v1/lake/buckets/" + place.path("bucket").asString(BUCKET) + "/objects/"
                + place.path("key").asString("");
    }
}
