package dev.apk8s.lake.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minio.MinioAsyncClient;
import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * The store as a process of its own finds it, which has this service's classes but not its context.
 *
 * @param variables of the environment, all but {@link #ACCESS_KEY} and {@link #SECRET_KEY}
 */
public record StoreEnvironment(Map<String, String> variables) {
    public static final String ACCESS_KEY = "APK8S_S3_ACCESS_KEY";
    public static final String SECRET_KEY = "APK8S_S3_SECRET_KEY";
    private static final String ENDPOINT = "APK8S_S3";
    private static final String REGION = "APK8S_S3_REGION";
    private static final String PREFIX = "apk8s.lake.store";
    private static final Map<String, String> PROPERTIES = Map.of(ENDPOINT, "endpoint", REGION, "region", ACCESS_KEY,
            "access-key", SECRET_KEY, "secret-key");

    static StoreEnvironment of(StoreProperties properties) {
        return new StoreEnvironment(Map.of(ENDPOINT, properties.endpoint().toString(), REGION, properties.region()));
    }

    /** @throws IllegalArgumentException if a variable is missing */
    public static ObjectStore open(Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        PROPERTIES.forEach((variable, property) -> {
            String value = environment.get(variable);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(variable + " is not set");
            }
            given.put(PREFIX + "." + property, value);
        });
        Binder binder = new Binder(new MapConfigurationPropertySource(given));
        StoreProperties properties = binder.bindOrCreate(PREFIX, StoreProperties.class);
        UploadProperties bounds = binder.bindOrCreate("apk8s.lake.uploads", UploadProperties.class);
        StoreConfiguration beans = new StoreConfiguration();
        OkHttpClient http = beans.storeHttpClient(properties);
        MinioAsyncClient client = beans.storeClient(properties, http);
        StreamingRequests streaming = beans.streamingRequests(properties, http);
        Turns turns = beans.uploadTurns(bounds);
        return beans.objectStore(client, streaming, beans.multipartUploads(client, streaming, turns), bounds, turns,
                new SimpleMeterRegistry());
    }
}
