package dev.apk8s.local.trino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory that the server reads its settings from.
 *
 * @param source the settings as the module holds them
 */
record Settings(Path source, Path target) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Copies the module's settings, and deletes catalogs and tables that are none any more. */
    void copy() throws IOException {
        for (String folder : List.of("", "catalog", "kafka")) {
            Path directory = Files.createDirectories(target.resolve(folder));
            for (Path old : files(directory)) {
                Files.delete(old);
            }
            for (Path file : files(source.resolve(folder))) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Gives every topic that has no description one without columns, and tells the connector of all tables. */
    void writeTopics(Collection<String> topics) throws IOException {
        Path directory = target.resolve("kafka");
        for (String topic : topics) {
            Path file = directory.resolve(topic + ".json");
            if (!Files.exists(file)) {
                Files.writeString(file, TopicTable.of(topic).json());
            }
        }
        TreeSet<String> tables = new TreeSet<>();
        for (Path file : files(directory)) {
            JsonNode table = JSON.readTree(Files.readString(file));
            tables.add(table.path("schemaName").asString() + "." + table.path("tableName").asString());
        }
        Files.writeString(target.resolve("catalog/kafka.properties"),
                "kafka.table-names=" + String.join(",", tables) + "\n", StandardOpenOption.APPEND);
    }

    void writeRules(String json) throws IOException {
        Files.writeString(target.resolve("rules.json"), json);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
