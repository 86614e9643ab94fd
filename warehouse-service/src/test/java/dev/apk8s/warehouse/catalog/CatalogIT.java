package dev.apk8s.warehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.warehouse.WarehouseIT;

class CatalogIT extends WarehouseIT {
    private static final String CATALOGS = "/api/v1/warehouse/catalogs";

    @Test
    void one_finds_ones_way_from_catalogs_to_rows() {
        Api viewer = api().asUser("viewer");
        assertThat(viewer.get(CATALOGS).text()).contains("\"obj\"", "\"tpch\"").doesNotContain("obj_admin");
        assertThat(viewer.get(CATALOGS + "/tpch/schemas").text()).contains("\"tiny\"").doesNotContain("information");
        assertThat(viewer.get(CATALOGS + "/tpch/schemas/tiny/tables").text())
                .contains("{\"name\":\"nation\",\"kind\":\"TABLE\"}");
        Answer table = viewer.get(CATALOGS + "/tpch/schemas/tiny/tables/nation");
        assertThat(table.json().path("columns").get(0).path("name").asString()).isEqualTo("nationkey");
        assertThat(table.json().path("columns").get(0).path("type").asString()).isEqualTo("bigint");
        Answer sample = viewer.get(CATALOGS + "/tpch/schemas/tiny/tables/nation/sample?limit=3");
        assertThat(sample.json().path("rows")).hasSize(3);
        assertThat(sample.json().path("columns")).hasSize(4);
    }

    @Test
    void what_is_not_there_or_anothers_is_not_found() {
        Api viewer = api().asUser("viewer");
        for (String path : new String[]{"/ghost/schemas", "/obj_admin/schemas", "/tpch/schemas/ghost/tables",
                "/tpch/schemas/tiny/tables/ghost", "/tpch/schemas/tiny/tables/ghost/sample",
                "/tpch/schemas/tiny/tables/na%22tion", "/search/schemas/default/tables/acme.sensor-*",
                "/tpch/schemas/x'%20OR%20'1'='1/tables"}) {
            Answer answer = viewer.get(CATALOGS + path);
            assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(404);
            assertThat(answer.code()).as(path).isEqualTo("NOT_FOUND");
        }
        assertThat(api().asUser("acme-viewer").get(CATALOGS).text()).doesNotContain("mysql");
    }

    @Test
    void a_plan_is_shown_and_a_wrong_statement_named() {
        Api viewer = api().asUser("viewer");
        Answer plan = viewer.post("/api/v1/warehouse/explain",
                "{\"sql\":\"SELECT name FROM nation WHERE regionkey = 1\",\"catalog\":\"tpch\",\"schema\":\"tiny\"}");
        assertThat(plan.status()).as(plan.text()).isEqualTo(200);
        assertThat(plan.json().path("plan").toString()).contains("tpch:tiny:nation");
        Answer reads = viewer.post("/api/v1/warehouse/explain",
                "{\"sql\":\"SELECT name FROM tpch.tiny.nation\",\"type\":\"IO\"}");
        assertThat(reads.json().path("plan").path("inputTableColumnInfos").get(0).path("table").path("schemaTable")
                .path("table").asString()).isEqualTo("nation");
        Answer wrong = viewer.post("/api/v1/warehouse/explain", "{\"sql\":\"SELECT ghost FROM tpch.tiny.nation\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("engineError").asString()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(viewer.post("/api/v1/warehouse/explain", "{\"sql\":\"\"}").status()).isEqualTo(400);
    }
}
