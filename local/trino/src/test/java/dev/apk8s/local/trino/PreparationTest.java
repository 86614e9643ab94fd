package dev.apk8s.local.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

class PreparationTest {

    @Test
    void of_the_distribution_only_what_the_catalogs_need_is_unpacked() {
        assertThat(Distribution.isWanted("lib/io.trino_trino-main-476.jar")).isTrue();
        assertThat(Distribution.isWanted("plugin/kafka/a.jar")).isTrue();
        assertThat(Distribution.isWanted("plugin/kafka-event-listener/a.jar")).isFalse();
        assertThat(Distribution.isWanted("plugin/hive/hdfs/a.jar")).isFalse();
        assertThat(Distribution.isWanted("bin/launcher")).isFalse();
    }

    @Test
    void a_topic_is_a_stream_unless_it_is_the_platforms_own() {
        assertThat(List.of("sensor", "acme.vibration", "upload")).allMatch(Topics::isStream);
        assertThat(List.of("apk8s.devices", "sensor.dlt", "acme.vibration.dlt", "lake-events", "__consumer_offsets",
                "_schemas")).noneMatch(Topics::isStream);
    }

    @Test
    void a_tenants_topic_is_a_table_in_a_schema_of_its_name() {
        assertThat(TopicTable.of("acme.vibration")).isEqualTo(new TopicTable("acme", "vibration", "acme.vibration"));
        assertThat(TopicTable.of("sensor")).isEqualTo(new TopicTable("default", "sensor", "sensor"));
    }

    @Test
    void every_topic_is_told_to_the_connector_and_a_description_that_is_there_stays(@TempDir Path directory)
            throws Exception {
        Path source = directory.resolve("source");
        for (String folder : List.of("catalog", "kafka")) {
            Files.createDirectories(source.resolve(folder));
        }
        Files.writeString(source.resolve("catalog/kafka.properties"), "connector.name=kafka\n");
        Files.writeString(source.resolve("kafka/sensor.json"),
                "{\"schemaName\":\"default\",\"tableName\":\"sensor\",\"topicName\":\"sensor\",\"message\":{}}");
        Path target = directory.resolve("target");
        Settings settings = new Settings(source, target);
        settings.copy();
        Files.writeString(target.resolve("catalog/old.properties"), "connector.name=gone\n");
        settings.copy();
        settings.writeTopics(List.of("sensor", "acme.vibration"));

        assertThat(target.resolve("catalog/old.properties")).doesNotExist();
        assertThat(target.resolve("kafka/sensor.json")).content().contains("message");
        assertThat(target.resolve("catalog/kafka.properties"))
                .hasContent("connector.name=kafka\nkafka.table-names=acme.vibration,default.sensor");
    }

    /** Made by {@code java -cp 'local/trino/target/trino.jar:...' dev.apk8s.local.trino.AccessRules acme}. */
    @Test
    void the_rules_of_the_compose_file_are_the_engines_own() throws Exception {
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(Files.readString(Path.of("../../config/trino/rules.json"))))
                .isEqualTo(json.readTree(AccessRules.json(List.of("acme"))));
    }
}
