package dev.apk8s.local.opensearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.opensearch.common.settings.Settings;

/**
 * Where the node keeps its data and which ports it listens on.
 *
 * @param directory the node's home: {@code config}, {@code data}, {@code logs}
 */
record NodeSettings(Path directory, int httpPort, int transportPort) {
    static final String NODE_NAME = "apk8s-1";

    private static final String LOGGING = """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """;

    static NodeSettings from(Map<String, String> environment) {
        return new NodeSettings(Path.of(required(environment, "APK8S_OPENSEARCH_DIRECTORY")).toAbsolutePath(),
                Integer.parseInt(required(environment, "APK8S_OPENSEARCH_HTTP_PORT")),
                Integer.parseInt(required(environment, "APK8S_OPENSEARCH_TRANSPORT_PORT")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }

    Settings settings() {
        return Settings.builder().put("path.home", directory.toString())
                .put("path.data", directory.resolve("data").toString())
                .put("path.logs", directory.resolve("logs").toString()).put("cluster.name", "apk8s")
                .put("node.name", NODE_NAME).put("network.host", "127.0.0.1").put("http.port", httpPort)
                .put("transport.port", transportPort).put("discovery.type", "single-node")
                // A developer's disk is often fuller than the 85 % at which shards would stay unassigned.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("action.auto_create_index", true).put("http.max_content_length", "32mb").build();
    }

    void writeLogging(Path configuration) throws IOException {
        Files.writeString(configuration.resolve("log4j2.properties"), LOGGING);
    }
}
