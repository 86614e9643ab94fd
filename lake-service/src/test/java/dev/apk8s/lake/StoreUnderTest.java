package dev.apk8s.lake;

import dev.apk8s.local.junit.Engines;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The object store that the tests run against: the build's own engine, or a real MinIO where the environment variable
 * {@code MINIO_BIN} names one.
 */
public final class StoreUnderTest {
    private static final Logger log = LoggerFactory.getLogger(StoreUnderTest.class);
    private static final String ENGINE = "s3proxy";
    private static @Nullable RealMinio minio;

    private StoreUnderTest() {}

    /** Whether it is MinIO, which has a lifecycle and tells of its events itself. */
    public static boolean isMinio() {
        return RealMinio.binary() != null;
    }

    static synchronized void register(DynamicPropertyRegistry registry) {
        String binary = RealMinio.binary();
        if (binary == null) {
            log.info("MINIO_BIN is not set: the tests run against the build's own object store alone");
            Engines.require(ENGINE);
            registry.add("APK8S_S3", () -> Engines.export(ENGINE, "endpoint"));
            registry.add("APK8S_S3_ACCESS_KEY", () -> Engines.export(ENGINE, "access-key"));
            registry.add("APK8S_S3_SECRET_KEY", () -> Engines.secret("s3"));
            registry.add("APK8S_S3_REGION", () -> Engines.export(ENGINE, "region"));
            return;
        }
        if (minio == null) {
            minio = RealMinio.start(binary, Engines.export("kafka", "bootstrap-servers"));
        }
        RealMinio running = minio;
        registry.add("APK8S_S3", running::endpoint);
        registry.add("APK8S_S3_ACCESS_KEY", () -> RealMinio.ACCESS_KEY);
        registry.add("APK8S_S3_SECRET_KEY", () -> RealMinio.SECRET_KEY);
        registry.add("APK8S_S3_EVENTS_ARN", () -> "arn:minio:sqs::LAKE:kafka");
        registry.add("APK8S_S3_UPLOAD_ARN", () -> "arn:minio:sqs::UPLOAD:kafka");
    }
}
