package dev.apk8s.lake;

import dev.apk8s.local.junit.Engines;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The object store that the tests run against: the build's own engine. */
public final class StoreUnderTest {
    private static final String ENGINE = "s3proxy";

    private StoreUnderTest() {}

    static void register(DynamicPropertyRegistry registry) {
        Engines.require(ENGINE);
        registry.add("APK8S_S3", () -> Engines.export(ENGINE, "endpoint"));
        registry.add("APK8S_S3_ACCESS_KEY", () -> Engines.export(ENGINE, "access-key"));
        registry.add("APK8S_S3_SECRET_KEY", () -> Engines.secret("s3"));
        registry.add("APK8S_S3_REGION", () -> Engines.export(ENGINE, "region"));
    }
}
