package dev.apk8s.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The service as a process of its own, killed without warning while it compresses an object. */
class KilledLakeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SIZE = 160 << 20;
    private static final int RANDOM_PART = 4 << 20;

    @Test
    void aRunWhoseServiceIsKilledEndsWithOneRightResult() throws Exception {
        try (OwnEngine kafka = OwnEngine.prepare("kafka");
                OwnEngine search = OwnEngine.prepare("opensearch");
                OwnEngine engine = OwnEngine.prepare("s3proxy").using(kafka);
                OwnEngine lake = OwnEngine.prepare("lake-service").using(kafka, search, engine)) {
            OwnEngine.startAll(kafka, search, engine);
            lake.start();
            Api api = Api.at("http://127.0.0.1:" + lake.port("http")).asUser("viewer");
            MinioClient store = MinioClient.builder().endpoint(engine.export("endpoint"))
                    .credentials("apk8s", Engines.secret("s3")).region("us-east-1").build();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                store.putObject(PutObjectArgs.builder().bucket("upload").object("donors.csv")
                        .stream(content(), (long) SIZE, 16L << 20).build());
                return true;
            });
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                    .until(() -> run(api).path("state").asString("").equals("RUNNING"));
            lake.kill();
            assertThat(processed(store)).isFalse();
            lake.start();

            await().atMost(PATIENCE).until(() -> run(api).path("state").asString("").equals("SUCCEEDED"));
            assertThat(run(api).path("attempts").asInt()).isEqualTo(2);
            assertThat(api.get("/api/v1/lake/processors/compress/runs").json().path("runs")).hasSize(1);
            try (InputStream compressed = store.getObject(
                    GetObjectArgs.builder().bucket("processed").object("donors.csv.gz").build());
                    InputStream back = new GZIPInputStream(compressed)) {
                assertThat(digest(back)).isEqualTo(digest(content()));
            }
        }
    }

    private static JsonNode run(Api api) {
        return api.get("/api/v1/lake/processors/compress/runs").json().path("runs").path(0);
    }

    private static boolean processed(MinioClient store) throws Exception {
        try (InputStream _ = store
                .getObject(GetObjectArgs.builder().bucket("processed").object("donors.csv.gz").build())) {
            return true;
        } catch (ErrorResponseException absent) {
            return false;
        }
    }

    private static String digest(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream counted = new DigestInputStream(in, digest)) {
            counted.transferTo(OutputStream.nullOutputStream());
        }
        return Arrays.toString(digest.digest());
    }

    /** Random bytes, over and over, which take their time to compress. */
    private static InputStream content() {
        byte[] part = new byte[RANDOM_PART];
        new Random(7).nextBytes(part);
        return new InputStream() {
            private long left = SIZE;
            private InputStream current = new ByteArrayInputStream(part);

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (left == 0) {
                    return -1;
                }
                try {
                    int count = current.read(bytes, offset, (int) Math.min(left, length));
                    if (count < 0) {
                        current = new ByteArrayInputStream(part);
                        return read(bytes, offset, length);
                    }
                    left -= count;
                    return count;
                } catch (IOException never) {
                    throw new IllegalStateException(never);
                }
            }
        };
    }
}
