package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.warehouse.WarehouseIT;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Results that are written to the lake, with the lake's own service beside. */
class ResultTargetsIT extends WarehouseIT {
    private static final String BUCKET = "reports-" + Long.toString(System.nanoTime(), 36);

    @BeforeAll
    static void bucket() {
        Engines.require("lake-service");
        Answer made = lake("admin").post("/api/v1/lake/buckets", "{\"name\":\"" + BUCKET + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static Api lake(String user) {
        return Api.at(Engines.export("lake-service", "url")).asUser(user);
    }

    private Api as(String user) {
        return api().asUser(user);
    }

    private Answer write(String user, String sql, String prefix, String... members) {
        String[] all = new String[members.length + 1];
        System.arraycopy(members, 0, all, 0, members.length);
        all[members.length] = "\"target\":{\"bucket\":\"" + BUCKET + "\",\"prefix\":\"" + prefix + "\"}";
        return Queries.submit(as(user), sql, all);
    }

    private JsonNode ended(String user, String id) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(
                () -> as(user).get(Queries.PATH + "/" + id).json(),
                query -> query.has("ended"));
    }

    @Test
    void aResultIsWrittenAsParquetByTheCallersOwnRights() {
        String prefix = "reports/" + Long.toString(System.nanoTime(), 36);
        Answer written = write("operator", "SELECT name, regionkey, CAST(? AS decimal(9, 2)) AS price\nFROM nation",
                prefix, "\"parameters\":[1.25]", "\"catalog\":\"tpch\"", "\"schema\":\"tiny\"");
        assertThat(written.status()).as(written.text()).isEqualTo(202);
        assertThat(written.json().get("location").asString()).isEqualTo("lake:" + BUCKET + "/" + prefix + "/");
        JsonNode query = ended("operator", written.json().get("id").asString());
        assertThat(query.get("state").asString()).as(query.toString()).isEqualTo("FINISHED");
        JsonNode objects = lake("viewer")
                .get("/api/v1/lake/buckets/" + BUCKET + "/objects?prefix=" + prefix + "/").json().get("objects");
        assertThat(objects).isNotEmpty();
        assertThat(objects.get(0).get("size").asLong()).isPositive();
        Answer again = write("operator", "SELECT 1 AS x", prefix);
        assertThat(again.code()).isEqualTo("TARGET_NOT_EMPTY");
        assertThat(Queries.rows(as("admin"),
                Queries.submitted(as("admin"), "SHOW TABLES FROM obj.results LIKE 'result%'")))
                .isEmpty();
    }

    @Test
    void whatMayNotBeIsRefused() {
        assertThat(write("viewer", "SELECT 1 AS x", "reports/viewer").code()).isEqualTo("FORBIDDEN");
        assertThat(write("operator", "SELECT 1 AS x", "../x").json().get("field").asString())
                .isEqualTo("target.prefix");
        Answer column = write("operator", "SELECT nope\nFROM tpch.tiny.nation", "reports/wrong");
        assertThat(column.json().get("engineError").asString()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(column.json().get("line").asInt()).isEqualTo(1);
        Answer bucket = Queries.submit(as("operator"), "SELECT 1 AS x",
                "\"target\":{\"bucket\":\"no-such-bucket\",\"prefix\":\"x\"}");
        assertThat(bucket.status()).as(bucket.text()).isEqualTo(404);
        assertThat(write("operator", "SELECT interval '1' day AS x", "reports/interval").code())
                .isEqualTo("QUERY_FAILED");
    }
}
