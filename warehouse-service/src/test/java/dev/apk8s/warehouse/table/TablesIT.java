package dev.apk8s.warehouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.warehouse.WarehouseIT;

/** Files of the real lake, put there by its service, as tables of the real engine. */
class TablesIT extends WarehouseIT {
    private static final String TABLES = "/api/v1/warehouse/tables";
    private static final String PEOPLE = """
            email,name,type,birthday,score
            a@example.org,"Ann ""A"" B",O+,2001-01-31,1.5
            b@example.org,Bob,AB-,,2
            """;

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void lake() {
        Engines.require("lake-service");
    }

    @Test
    void files_become_a_table_with_types_and_stay_when_it_is_dropped() {
        put("operator", name + "/1.csv", PEOPLE);
        put("operator", name + "/2.csv", PEOPLE.replace("2001-01-31", "1999-12-31"));
        put("operator", name + "/manifest.json", "{}");

        Answer draft = api().asUser("scientist").post(TABLES + "/drafts", source(""));
        assertThat(draft.status()).as(draft.text()).isEqualTo(200);
        assertThat(draft.json().path("columns").toString()).contains(
                "{\"name\":\"birthday\",\"type\":\"date\",\"found\":\"birthday\"}", "\"type\":\"double\"");
        assertThat(draft.json().path("files").asInt()).isEqualTo(2);
        assertThat(draft.json().path("source").path("header").asBoolean()).isTrue();
        assertThat(draft.json().path("others").toString()).contains("manifest.json");
        assertThat(draft.json().path("misfits")).isEmpty();

        Answer made = make("scientist", """
                ,"columns":[{"name":"email"},{"name":"name"},{"name":"blood_type"},{"name":"birthday"},\
                {"name":"score","type":"decimal(4,1)"}]""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("sql").asString()).isEqualTo("obj.exports." + name);
        Answer sample = api().asUser("viewer")
                .get("/api/v1/warehouse/catalogs/obj/schemas/exports/tables/" + name + "/sample?limit=10");
        assertThat(sample.json().path("rows")).hasSize(4);
        assertThat(sample.json().path("rows").toString()).contains("Ann \\\"A\\\" B", "1999-12-31", "\"1.5\"",
                "[\"b@example.org\",\"Bob\",\"AB-\",null,\"2.0\"]");
        assertThat(api().asUser("viewer").get(TABLES).text()).contains("\"sql\":\"obj.exports." + name + "\"");
        assertThat(make("scientist", "").code()).isEqualTo("TABLE_EXISTS");
        assertThat(api().asUser("viewer").delete(TABLES + "/exports/" + name).status()).isEqualTo(403);

        assertThat(api().asUser("scientist").delete(TABLES + "/exports/" + name).status()).isEqualTo(204);
        assertThat(api().asUser("viewer").get(TABLES + "/exports/" + name).status()).isEqualTo(404);
        assertThat(lake("viewer").get("/api/v1/lake/buckets/exports/objects/" + name + "/1.csv").text())
                .isEqualTo(PEOPLE);
        assertThat(make("scientist", "").status()).isEqualTo(201);
        assertThat(api().asUser("scientist").delete(TABLES + "/exports/" + name).status()).isEqualTo(204);
    }

    @Test
    void what_does_not_fit_is_named_by_file_line_and_column() {
        StringBuilder good = new StringBuilder("email,birthday\n");
        for (int row = 0; row < 50; row++) {
            good.append("d").append(row).append("@example.org,2001-01-31\n");
        }
        put("operator", name + "/1.csv", good.toString());
        put("operator", name + "/2.csv", "email,birthday\nx@example.org,soon\ny@example.org\n");
        put("operator", name + "/3.csv", "email,born\n");

        Answer refused = make("scientist", "");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("TABLE_FILES_DO_NOT_FIT");
        String misfits = refused.json().path("misfits").toString();
        assertThat(misfits).contains(
                "{\"object\":\"" + name
                        + "/2.csv\",\"line\":2,\"column\":\"birthday\",\"value\":\"soon\",\"why\":\"is no date\"}",
                "{\"object\":\"" + name + "/2.csv\",\"line\":3,\"why\":\"has 1 fields, not 2\"}",
                "{\"object\":\"" + name + "/3.csv\",\"line\":1,\"why\":\"names other columns");
        assertThat(api().asUser("viewer").get(TABLES).text()).doesNotContain("\"" + name + "\"");
    }

    @Test
    void what_the_sample_missed_the_engine_finds() {
        StringBuilder rows = new StringBuilder("email,birthday\n");
        for (int row = 0; row < 4_000; row++) {
            rows.append("donor").append(row).append("@example.org,").append(row == 3_990 ? "never" : "2001-01-31")
                    .append('\n');
        }
        put("operator", name + "/1.csv", rows.toString());
        assertThat(api().asUser("scientist").post(TABLES + "/drafts", source("")).json().path("misfits")).isEmpty();
        Answer refused = make("scientist", "");
        assertThat(refused.code()).as(refused.text()).isEqualTo("TABLE_FILES_DO_NOT_FIT");
        assertThat(refused.json().path("misfits").toString()).contains("\"object\":\"" + name + "/1.csv\"",
                "\"value\":\"never\"", "\"column\":\"birthday\"");
        assertThat(make("scientist", ",\"columns\":[{\"name\":\"email\"},{\"name\":\"birthday\",\"type\":\"varchar\"}]")
                .status()).isEqualTo(201);
    }

    @Test
    void a_tenant_makes_tables_of_its_own_buckets_only() {
        lake("acme-admin").post("/api/v1/lake/buckets", "{\"name\":\"exports\"}");
        put("acme-admin", name + "/1.csv", PEOPLE);
        Answer made = make("acme-admin", "");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("sql").asString()).isEqualTo("obj.acme__exports." + name);
        assertThat(made.json().path("location").asString()).isEqualTo("s3://acme--exports/" + name + "/");
        assertThat(api().asUser("viewer").get(TABLES).text()).doesNotContain("\"" + name + "\"");
        assertThat(api().asUser("viewer").get(TABLES + "/exports/" + name).status()).isEqualTo(404);
        Answer foreign = make("scientist", "");
        assertThat(foreign.code()).as(foreign.text()).isEqualTo("TABLE_HAS_NO_FILES");
        assertThat(api().asUser("scientist").post(TABLES + "/drafts",
                "{\"source\":{\"bucket\":\"acme--exports\",\"prefix\":\"x/\"}}").code()).isEqualTo("INVALID_FIELD");
        assertThat(api().asUser("viewer").post(TABLES + "/drafts", source("")).status()).isEqualTo(403);
    }

    @Test
    void a_wrong_field_is_named() {
        for (String[] wrong : new String[][]{
                {"{\"source\":{\"bucket\":\"exports\",\"prefix\":\"../x\"}}", "source.prefix"},
                {"{\"source\":{\"bucket\":\"exports\",\"prefix\":\"a'b\"}}", "source.prefix"},
                {"{\"source\":{\"prefix\":\"x\"}}", "source.bucket"},
                {"{\"source\":{\"bucket\":\"exports\",\"prefix\":\"x\",\"separator\":\"--\"}}", "source.separator"}}) {
            put("operator", name + "/1.csv", PEOPLE);
            Answer answer = api().asUser("scientist").post(TABLES + "/drafts",
                    wrong[0].replace("\"prefix\":\"x\",\"separator\"", "\"prefix\":\"" + name + "\",\"separator\""));
            assertThat(answer.code()).as(answer.text()).isEqualTo("INVALID_FIELD");
            assertThat(answer.json().path("field").asString()).isEqualTo(wrong[1]);
        }
        assertThat(make("scientist", ",\"columns\":[{\"name\":\"a b\"}]").code()).isEqualTo("INVALID_FIELD");
        Answer type = make("scientist", ",\"columns\":[{\"name\":\"a\",\"type\":\"date); DROP TABLE x\"},{},{},{},{}]");
        assertThat(type.json().path("field").asString()).as(type.text()).isEqualTo("columns[0].type");
    }

    private String source(String more) {
        return "{\"source\":{\"bucket\":\"exports\",\"prefix\":\"" + name + "/\"}" + more + "}";
    }

    private Answer make(String user, String more) {
        return api().asUser(user).post(TABLES,
                source(",\"schema\":\"exports\",\"name\":\"" + name + "\"" + more));
    }

    private void put(String user, String key, String content) {
        Answer answer = lake(user).send("PUT", "/api/v1/lake/buckets/exports/objects/" + key, "text/csv",
                content.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Api lake(String user) {
        return Api.at(Engines.export("lake-service", "url")).asUser(user);
    }
}
