package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Readings;
import dev.apk8s.local.demo.lake.LakeFile;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Puts usual readings into the lake and trains a model on them, which then serves.
 *
 * @param operator who puts objects
 * @param scientist who trains models
 */
public record TrainModel(Gateway operator, Gateway scientist, RunSettings settings, Readings readings)
        implements
            Step<String> {
    private static final int ROWS = 5_000;
    /** The share of usual readings that may be taken for others. */
    private static final double FALSE_ALARMS = 1e-6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 200;

    @Override
    public String title() {
        return "Train a model on usual readings";
    }

    @Override
    public Done<String> run(Consumer<Live> screen) throws InterruptedException {
        long begun = System.nanoTime();
        String key = "demo/training/" + settings.run() + ".csv";
        operator.put("/api/v1/lake/buckets/" + TakeSnapshot.BUCKET + "/objects/" + key, usual().path(), "text/csv");
        String runs = "/api/v1/experiments/" + model(settings) + "/runs";
        JsonNode asked = scientist.post(runs,
                Map.of("algorithm", "anomaly", "source",
                        Map.of("object", Map.of("bucket", TakeSnapshot.BUCKET, "key", key)), "columns",
                        List.of("temp", "load"), "parameters", Map.of("false_alarms", FALSE_ALARMS), "register",
                        Map.of("model", model(settings), "stage", "production")));
        JsonNode done = await(runs + "/" + asked.path("id").asString(""));
        return new Done<>(model(settings), "Trained " + model(settings) + " on " + Amounts.count(ROWS)
                + " usual readings and put it into production, version "
                + done.path("result").path("version").asString("1") + ", in "
                + Amounts.time(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun)));
    }

    private LakeFile usual() {
        LakeFile file = LakeFile.create(".csv");
        try {
            Files.write(file.path(), readings.usual(ROWS));
            return file;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private JsonNode await(String path) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode run = scientist.get(path);
            switch (run.path("state").asString("")) {
                case "done" -> {
                    return run;
                }
                case "failed", "cancelled" -> throw new DemoException("The training failed: " + run.path("failure"));
                default -> TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            if (System.nanoTime() > limit) {
                throw new DemoException("The training is not done after " + PATIENCE.toSeconds() + " s: " + run);
            }
        }
    }

    static String model(RunSettings settings) {
        return "demo-" + settings.run();
    }
}
