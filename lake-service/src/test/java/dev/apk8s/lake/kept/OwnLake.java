package dev.apk8s.lake.kept;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;

/**
 * A store and a lake of one's own, the lake at 256 MB, to be killed; the rest is the build's. Its threshold for parts is
 * lower than by itself, so that objects of a test's size pass it.
 */
final class OwnLake implements AutoCloseable {
    final OwnEngine store = OwnEngine.prepare("s3proxy");
    final OwnEngine lake = OwnEngine.prepare("lake-service").using(store)
            .environment("APK8S_LAKE_UPLOADS_MULTIPARTTHRESHOLD", "100MB")
            .environment("APK8S_LAKE_UPLOADS_STREAMEDPART", "32MB");

    Api api() {
        return Api.at(lake.export("url"));
    }

    Api management() {
        return Api.at(lake.export("management-url"));
    }

    void bucket(String name) {
        Api.Answer made = api().asUser("admin").post("/api/v1/lake/buckets", "{\"name\":\"" + name + "\"}");
        if (made.status() != 201) {
            throw new IllegalStateException(made.text());
        }
    }

    static String object(String bucket, String key) {
        return "/api/v1/lake/buckets/" + bucket + "/objects/" + key;
    }

    @Override
    public void close() {
        lake.close();
        store.close();
    }
}
