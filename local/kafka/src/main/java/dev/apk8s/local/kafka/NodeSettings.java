package dev.apk8s.local.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where the node keeps its data and which ports it listens on.
 *
 * @param directory holds the properties file and, in {@code log}, the records
 */
record NodeSettings(Path directory, int clientPort, int controllerPort) {

    static NodeSettings from(Map<String, String> environment) {
        return new NodeSettings(Path.of(required(environment, "APK8S_KAFKA_DIRECTORY")).toAbsolutePath(),
                Integer.parseInt(required(environment, "APK8S_KAFKA_CLIENT_PORT")),
                Integer.parseInt(required(environment, "APK8S_KAFKA_CONTROLLER_PORT")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + clientPort;
    }

    Path logDirectory() {
        return directory.resolve("log");
    }

    Path write() throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties().store(writer, null);
        }
        return file;
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort, "listeners",
                "PLAINTEXT://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + clientPort, "controller.listener.names",
                "CONTROLLER", "inter.broker.listener.name", "PLAINTEXT", "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", "log.dirs", logDirectory().toString()));
        properties.putAll(ONE_NODE);
        properties.putAll(SMALL_MACHINE);
        return properties;
    }

    /** A single node can be the only replica of everything, and need not wait for others. */
    private static final Map<String, String> ONE_NODE = Map.of("offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1", "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            // After a kill the node must not wait for the session of its former self to end.
            "broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "500");

    private static final Map<String, String> SMALL_MACHINE = Map.ofEntries(Map.entry("num.partitions", "3"),
            Map.entry("auto.create.topics.enable", "false"), Map.entry("offsets.topic.num.partitions", "8"),
            Map.entry("transaction.state.log.num.partitions", "8"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("message.max.bytes", Integer.toString(2 << 20)),
            Map.entry("socket.request.max.bytes", Integer.toString(32 << 20)),
            Map.entry("log.retention.check.interval.ms", "30000"), Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            // The default of 128 MiB would take a quarter of the heap before the first record.
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)));
}
