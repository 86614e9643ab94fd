package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Identity;
import dev.apk8s.local.demo.device.TopicWatch;
import dev.apk8s.local.demo.lake.LakeFile;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Puts a CSV into {@code upload}; a device hears over MQTT that it lies compressed in {@code processed}. */
public record CompressObject(Gateway gateway, RunSettings settings, Identity listener, LakeFile csv)
        implements
            Step<Long> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "Put the CSV into upload and wait for it to appear compressed";
    }

    @Override
    public Done<Long> run(Consumer<Live> screen) throws InterruptedException {
        String key = "processed/" + settings.uploadKey() + ".gz";
        try (TopicWatch processed = new TopicWatch(listener, settings.addresses().mqtt(), "processed")) {
            long begun = System.nanoTime();
            gateway.put("/api/v1/lake/buckets/upload/objects/" + settings.uploadKey(), csv.path(), "text/csv");
            processed.await(event -> event.path("Key").asString("").equals(key), PATIENCE);
            long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
            LakeFile compressed = LakeFile.create(".csv.gz");
            gateway.download("/api/v1/lake/buckets/processed/objects/" + settings.uploadKey() + ".gz",
                    compressed.path());
            if (!compressed.sha256Unzipped().equals(csv.sha256())) {
                throw new DemoException(key + " does not hold what was put into upload.");
            }
            return new Done<>(took,
                    "upload/" + settings.uploadKey() + ", " + Amounts.count(csv.size()) + " bytes, became "
                            + key + ", " + Amounts.count(compressed.size()) + "; " + listener
                            + " heard of it over MQTT after "
                            + Amounts.time(took));
        }
    }
}
