package dev.apk8s.local.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.apk8s.local.junit.Engines;

/** Who sees and does what, on the real engine with the rules that the preparation writes. */
class AccessIT {
    private static final String RUN = "t" + UUID.randomUUID().toString().substring(0, 8);
    private static String url = "";

    private final Sql service = as("apk8s/service/warehouse");
    private final Sql reader = as("default/reader/bob");
    private final Sql writer = as("default/writer/sue");
    private final Sql foreign = as("acme/writer/eve");

    @BeforeAll
    static void engine() {
        Engines.require("trino");
        url = Engines.export("trino", "url");
    }

    private static Sql as(String user) {
        return new Sql(url, user);
    }

    @Test
    void users_see_the_catalogs_of_their_tenant_and_strangers_none() {
        assertThat(reader.run("SHOW CATALOGS")).containsExactly("kafka", "mysql", "obj", "search", "system", "tpch");
        assertThat(foreign.run("SHOW CATALOGS")).containsExactly("kafka", "obj", "search", "system", "tpch");
        for (String stranger : List.of("nobody", "unknown/reader/bob", "default/admin/bob", "default/reader",
                "xdefault/reader/bob")) {
            assertThat(as(stranger).run("SHOW CATALOGS")).as(stranger).containsExactly("system");
            assertThat(as(stranger).run("SELECT 1 FROM tpch.tiny.nation")).as(stranger).singleElement().asString()
                    .startsWith("PERMISSION_DENIED");
        }
    }

    @Test
    void a_writer_makes_tables_in_its_tenants_schemas_and_a_reader_reads_them() {
        String schema = schema("");
        assertThat(writer.run("CREATE TABLE " + schema + ".t AS SELECT 1 AS a")).containsExactly("1");
        assertThat(writer.run("INSERT INTO " + schema + ".t VALUES 2")).containsExactly("1");
        assertThat(writer.run("CREATE VIEW " + schema + ".v AS SELECT sum(a) AS s FROM " + schema + ".t")).isEmpty();
        assertThat(reader.run("SELECT s FROM " + schema + ".v")).containsExactly("3");
        for (String statement : List.of("INSERT INTO %s.t VALUES 3", "DROP TABLE %s.t", "CREATE TABLE %s.u (a int)",
                "DELETE FROM %s.t", "CREATE VIEW %s.w AS SELECT 1 AS a", "ALTER TABLE %s.t RENAME TO %s.x",
                "TRUNCATE TABLE %s.t", "COMMENT ON TABLE %s.t IS 'x'", "ANALYZE %s.t")) {
            denied(reader, statement.replace("%s", schema));
        }
    }

    @Test
    void another_tenants_schemas_are_not_seen_and_not_touched() {
        String schema = schema("");
        String theirs = schema("acme__");
        assertThat(writer.run("CREATE TABLE " + schema + ".t AS SELECT 1 AS a")).containsExactly("1");
        assertThat(foreign.run("CREATE TABLE " + theirs + ".t AS SELECT 2 AS a")).containsExactly("1");
        assertThat(foreign.run("SHOW SCHEMAS FROM obj")).doesNotContain(schema.substring(4))
                .contains(theirs.substring(4));
        assertThat(reader.run("SHOW SCHEMAS FROM obj")).contains(schema.substring(4))
                .doesNotContain(theirs.substring(4));
        assertThat(reader.run("SELECT count(*) FROM obj.information_schema.tables WHERE table_schema = '"
                + theirs.substring(4) + "'")).containsExactly("0");
        denied(foreign, "SELECT * FROM " + schema + ".t");
        denied(foreign, "INSERT INTO " + schema + ".t VALUES 5");
        denied(writer, "SELECT * FROM " + theirs + ".t");
        denied(writer, "SELECT * FROM " + theirs + ".\"t$properties\"");
        denied(writer, "CREATE TABLE " + theirs + ".u AS SELECT 1 AS a");
    }

    @Test
    void only_the_service_gives_a_table_or_a_schema_a_place_in_the_lake() {
        String schema = schema("");
        assertThat(service.run("CREATE TABLE " + schema.replace("obj.", "obj_admin.") + ".p__files (a varchar)"
                + " WITH (format = 'CSV', external_location = 's3://warehouse/" + RUN + "/')")).isEmpty();
        denied(writer, "SELECT * FROM " + schema + ".p__files");
        denied(writer, "DROP TABLE " + schema + ".p__files");
        assertThat(writer.run("CREATE TABLE " + schema
                + ".q (a varchar) WITH (format = 'CSV', external_location = 's3://acme--exports/')")).singleElement()
                .asString().startsWith("NOT_SUPPORTED");
        denied(writer, "CREATE SCHEMA obj." + RUN + "x");
        denied(writer, "DROP SCHEMA " + schema("acme__"));
        denied(writer, "DROP SCHEMA " + schema(""));
        denied(writer, "CREATE SCHEMA obj." + RUN + "x WITH (location = 's3://acme--exports/')");
        denied(writer, "SELECT * FROM " + schema.replace("obj.", "obj_admin.") + ".p__files");
        denied(writer, "CALL obj.system.register_partition('a', 'b', ARRAY['c'], ARRAY['d'], 's3://acme--exports/')");
        denied(writer, "CALL obj.system.unregister_partition('a', 'b', ARRAY['c'], ARRAY['d'])");
    }

    @Test
    void records_are_seen_by_the_tenant_in_their_header() throws Exception {
        String servers = Engines.export("kafka", "bootstrap-servers");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(Set.of(new NewTopic("sensor", 1, (short) 1))).all().get();
        } catch (ExecutionException there) {
            assertThat(there).hasCauseInstanceOf(TopicExistsException.class);
        }
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers), new StringSerializer(),
                new StringSerializer())) {
            for (String tenant : List.of("", "default", "acme")) {
                var reading = new ProducerRecord<>("sensor", RUN, "{\"device\":\"" + RUN + "-" + tenant
                        + "\",\"temp\":51540,\"load\":0.37}");
                if (!tenant.isEmpty()) {
                    reading.headers().add("ce_tenant", tenant.getBytes(StandardCharsets.UTF_8));
                }
                producer.send(reading).get();
            }
        }
        String own = "SELECT device, temp, load FROM kafka.default.sensor WHERE _key = '" + RUN + "' ORDER BY 1";
        assertThat(reader.run(own)).containsExactly(RUN + "-|51540.0|0.37", RUN + "-default|51540.0|0.37");
        assertThat(foreign.run(own)).containsExactly(RUN + "-acme|51540.0|0.37");
        assertThat(service.run("SELECT count(*) FROM kafka.default.sensor WHERE _key = '" + RUN + "'"))
                .containsExactly("3");
        denied(writer, "INSERT INTO kafka.default.sensor (device, temp, load) VALUES ('x', 1, 1)");
    }

    @Test
    void indexes_are_seen_by_the_tenant_in_their_name() throws Exception {
        index(RUN + "-2026-11");
        index(RUN + "-2026-10");
        index("acme." + RUN + "-2026-11");
        assertThat(reader.run("SELECT count(*) FROM search.default.\"" + RUN + "-*\"")).containsExactly("2");
        assertThat(foreign.run("SELECT device FROM search.default.\"acme." + RUN + "-*\""))
                .containsExactly("acme." + RUN + "-2026-11");
        assertThat(reader.run("SHOW TABLES FROM search.default")).contains(RUN + "-2026-11")
                .noneMatch(name -> name.startsWith("acme."));
        assertThat(foreign.run("SHOW TABLES FROM search.default")).allMatch(name -> name.startsWith("acme."));
        denied(foreign, "SELECT * FROM search.default.\"" + RUN + "-*\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "_all", "acme.*", "a*", "acm*", "*sensor-2026-11",
            "sensor-2026-11,acme.sensor-2026-11",
            "<acme.sensor-{now/d}>", "sensor-*,acme.*", "acme.sensor-2026-11/_mapping", "-acme", ".tasks"})
    void no_pattern_reaches_another_tenants_indexes(String table) {
        assertThat(reader.run("SELECT * FROM search.default.\"" + table + "\"")).singleElement().asString()
                .matches(
                        "(PERMISSION_DENIED|TABLE_NOT_FOUND|GENERIC_INTERNAL_ERROR|OPENSEARCH_CONNECTION_ERROR): [^$]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search.system.raw_query(schema => 'default', index => 'acme.x', query => '{}')",
            "mysql.system.query(query => 'SELECT 1')"})
    void nothing_is_passed_through_to_a_system_behind(String function) {
        denied(writer, "SELECT * FROM TABLE(" + function + ")");
    }

    @Test
    void queries_of_others_are_not_seen_and_not_ended() {
        String marker = "SELECT '" + RUN + "' || 'marker'";
        writer.run(marker);
        String found = "SELECT query_id FROM system.runtime.queries WHERE query LIKE '%" + RUN + "%marker%'"
                + " AND query NOT LIKE '%runtime%'";
        assertThat(reader.run(found)).isEmpty();
        assertThat(foreign.run(found)).isEmpty();
        List<String> own = writer.run(found);
        assertThat(own).hasSize(1);
        denied(reader, "CALL system.runtime.kill_query(query_id => '" + own.getFirst() + "', message => 'x')");
    }

    private String schema(String prefix) {
        String name = prefix + RUN + UUID.randomUUID().toString().substring(0, 8);
        assertThat(service.run("CREATE SCHEMA obj_admin." + name)).isEmpty();
        return "obj." + name;
    }

    private static void index(String name) throws Exception {
        var answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(Engines.export("opensearch", "url") + "/" + name
                        + "/_doc/1?refresh=true")).header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"device\":\"" + name + "\"}")).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private static void denied(Sql user, String statement) {
        assertThat(user.run(statement)).as("%s: %s", user.user(), statement).singleElement().asString()
                .startsWith("PERMISSION_DENIED");
    }
}
