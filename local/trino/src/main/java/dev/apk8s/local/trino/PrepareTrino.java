package dev.apk8s.local.trino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.apk8s.local.archive.Archive;
import dev.apk8s.local.archive.Progress;

/**
 * Makes a Trino that can be started: unpacks the distribution when it changed, and writes its settings, with the
 * tables of the topics there are and the rules for the tenants there are.
 */
public final class PrepareTrino {
    private PrepareTrino() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        Distribution distribution = new Distribution(path(environment, "APK8S_TRINO_SERVER"));
        distribution.unpackOnce(Archive.onClassPath("trino-server"), Progress.printed("Unpacking Trino", 0, 90));
        Path directory = path(environment, "APK8S_TRINO_DIRECTORY");
        Settings settings = new Settings(path(environment, "APK8S_TRINO_SETTINGS"), directory.resolve("etc"));
        settings.copy();
        System.out.println("PROGRESS 95 Asking Kafka for its topics");
        settings.writeTopics(Topics.list(required(environment, "APK8S_KAFKA")));
        settings.writeRules(AccessRules.json(tenants(required(environment, "APK8S_TRINO_TENANTS"))));
        new Bucket(required(environment, "APK8S_S3"), required(environment, "APK8S_S3_REGION"),
                required(environment, "APK8S_S3_ACCESS_KEY"), required(environment, "APK8S_S3_SECRET_KEY"))
                .makeIfMissing();
        Files.createDirectories(directory.resolve("spill"));
        System.out.println("PROGRESS 100 Trino is prepared");
    }

    private static List<String> tenants(String names) {
        return List.copyOf(new TreeSet<>(Arrays.asList(names.strip().split("\\s*,\\s*"))));
    }

    private static Path path(Map<String, String> environment, String name) {
        return Path.of(required(environment, name)).toAbsolutePath();
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }
}
