package dev.apk8s.local.s3proxy;

import java.nio.file.Path;
import java.util.Map;

import dev.apk8s.local.s3proxy.event.EventRules;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher tells the engine.
 *
 * @param directory holds the objects in {@code buckets} and what Kafka has not been told in {@code spool}
 * @param events which topics are told of which objects
 * @param spoolLimit how many events may wait; beyond it writes are refused until Kafka took some
 */
record EngineSettings(int port, Path directory, Credentials credentials, String kafka, EventRules events,
        int spoolLimit) {

    /** Of the one client that there is: the platform. */
    record Credentials(String accessKey, String secretKey, String region) {}

    private static final String MANY = "100000";

    static EngineSettings from(Map<String, String> environment) {
        return new EngineSettings(number(environment, "APK8S_S3_PORT", null),
                Path.of(required(environment, "APK8S_S3_DIRECTORY")).toAbsolutePath(),
                new Credentials(required(environment, "APK8S_S3_ACCESS_KEY"),
                        required(environment, "APK8S_S3_SECRET_KEY"),
                        environment.getOrDefault("APK8S_S3_REGION", "us-east-1")),
                required(environment, "APK8S_KAFKA"),
                EventRules.parse(environment.getOrDefault("APK8S_S3_EVENTS", "")),
                number(environment, "APK8S_S3_SPOOL_LIMIT", MANY));
    }

    private static int number(Map<String, String> environment, String name, @Nullable String other) {
        String value = other == null ? required(environment, name) : environment.getOrDefault(name, other);
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException(name + " must be a positive number, but is: " + value);
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }

    Path buckets() {
        return directory.resolve("buckets");
    }

    Path spool() {
        return directory.resolve("spool");
    }
}
