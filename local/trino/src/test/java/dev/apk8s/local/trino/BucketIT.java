package dev.apk8s.local.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.apk8s.local.junit.Engines;

/** The bucket that the preparation makes, in the real store. */
class BucketIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A preparation ends when its last thread does: one that lingers would hold up each start of the engine. */
    @Test
    void nothing_runs_on_when_the_bucket_is_there() throws IOException, InterruptedException {
        Engines.require("s3proxy");
        Bucket bucket = new Bucket(Engines.export("s3proxy", "endpoint"), Engines.export("s3proxy", "region"),
                Engines.export("s3proxy", "access-key"), Engines.secret("s3"));
        bucket.makeIfMissing();
        bucket.makeIfMissing();

        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.getName().startsWith("OkHttp")).toList();
        for (Thread thread : left) {
            assertThat(thread.join(PATIENCE)).as(thread.getName()).isTrue();
        }
    }
}
