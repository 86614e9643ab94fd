package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.warehouse.WarehouseIT;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QueriesIT extends WarehouseIT {
    private static final String TINY = "\"catalog\":\"tpch\",\"schema\":\"tiny\"";
    private static final String LONG = "SELECT count(*) FROM tpch.sf1.lineitem a CROSS JOIN tpch.sf1.lineitem b WHERE a.comment <> b.comment";

    private Api viewer() {
        return api().asUser("viewer");
    }

    @Test
    void aResultIsReadPageByPage() {
        JsonNode query = Queries.submitted(viewer(), "SELECT orderkey, totalprice FROM orders", TINY);
        assertThat(query.get("columns").get(0).get("type").asString()).isEqualTo("bigint");
        assertThat(Queries.rows(viewer(), query)).hasSize(15_000);
    }

    @Test
    void theLastPageReadCanBeReadAgainAndAnEarlierOneIsGone() {
        JsonNode query = Queries.submitted(viewer(), "SELECT * FROM tpch.sf1.orders");
        String id = query.get("id").asString();
        String first = Objects.requireNonNull(Queries.text(query, "page"));
        Answer once = Queries.page(viewer(), id, first);
        Answer again = Queries.page(viewer(), id, first);
        assertThat(again.json().get("rows")).isEqualTo(once.json().get("rows"));
        String second = again.json().get("next").asString();
        assertThat(Queries.page(viewer(), id, second).status()).isEqualTo(200);
        Answer gone = Queries.page(viewer(), id, first);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("QUERY_GONE");
        assertThat(viewer().delete(Queries.PATH + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void aTokenIsGoodForItsCallerAndItsQueryOnly() {
        JsonNode query = Queries.submitted(viewer(), "SELECT name FROM nation", TINY);
        JsonNode other = Queries.submitted(viewer(), "SELECT name FROM region", TINY);
        String id = query.get("id").asString();
        String token = Objects.requireNonNull(Queries.text(query, "page"));
        assertThat(Queries.page(api().asUser("operator"), id, token).code()).isEqualTo("NO_SUCH_QUERY");
        assertThat(Queries.page(api().asUser("acme-viewer"), id, token).status()).isEqualTo(404);
        assertThat(Queries.page(viewer(), other.get("id").asString(), token).code()).isEqualTo("RESULT_TOKEN_INVALID");
        String forged = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        assertThat(Queries.page(viewer(), id, forged).code()).isEqualTo("RESULT_TOKEN_INVALID");
        assertThat(Queries.page(viewer(), id, "nonsense").code()).isEqualTo("RESULT_TOKEN_INVALID");
        assertThat(Queries.rows(viewer(), other)).hasSize(5);
        assertThat(Queries.rows(viewer(), query)).hasSize(25);
    }

    @Test
    void anErrorIsToldInTheEnginesWordsWithItsPosition() {
        Answer syntax = Queries.submit(viewer(), "SELECT *\nFRO nation");
        assertThat(syntax.status()).isEqualTo(400);
        assertThat(syntax.code()).isEqualTo("QUERY_FAILED");
        assertThat(syntax.json().get("engineError").asString()).isEqualTo("SYNTAX_ERROR");
        assertThat(syntax.json().get("engineErrorType").asString()).isEqualTo("USER_ERROR");
        assertThat(syntax.json().get("line").asInt()).isEqualTo(2);
        assertThat(syntax.json().get("column").asInt()).isEqualTo(1);
        Answer column = Queries.submit(viewer(), "SELECT name\nFROM nation WHERE nope = ?", TINY, "\"parameters\":[1]");
        assertThat(column.json().get("engineError").asString()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(column.json().get("line").asInt()).isEqualTo(2);
        assertThat(column.json().get("column").asInt()).isEqualTo(19);
        Answer division = Queries.stream(viewer(), "csv", "SELECT 1/0");
        assertThat(division.status()).isEqualTo(400);
        assertThat(division.json().get("engineError").asString()).isEqualTo("DIVISION_BY_ZERO");
    }

    @Test
    void aQueryIsWatchedAndEnded() {
        JsonNode query = Queries.submitted(viewer(), LONG);
        String path = Queries.PATH + "/" + query.get("id").asString();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode seen = viewer().get(path).json();
            assertThat(seen.get("state").asString()).isEqualTo("RUNNING");
            assertThat(seen.get("progress").get("rows").asLong()).isPositive();
            assertThat(seen.get("progress").get("stages").asInt()).isGreaterThan(1);
            assertThat(seen.get("progress").get("splits").asInt()).isPositive();
        });
        assertThat(viewer().get(Queries.PATH).json().get("queries").findValuesAsString("id"))
                .contains(query.get("id").asString());
        assertThat(viewer().delete(path).status()).isEqualTo(204);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode seen = viewer().get(path).json();
            assertThat(seen.get("state").asString()).isEqualTo("FAILED");
            assertThat(seen.get("error").get("code").asString()).isEqualTo("QUERY_CANCELLED");
        });
        Answer page = Queries.page(viewer(), query.get("id").asString(),
                Objects.requireNonNull(Queries.text(query, "page")));
        assertThat(page.status()).isIn(409, 410);
    }

    @Test
    void aQueryIsSeenByItsCallerOnly() {
        JsonNode query = Queries.submitted(viewer(), "SELECT name FROM nation", TINY);
        String path = Queries.PATH + "/" + query.get("id").asString();
        assertThat(viewer().get(path).status()).isEqualTo(200);
        for (String other : List.of("operator", "admin", "acme-viewer")) {
            assertThat(api().asUser(other).get(path).code()).as(other).isEqualTo("NO_SUCH_QUERY");
            assertThat(api().asUser(other).delete(path).code()).as(other).isEqualTo("NO_SUCH_QUERY");
            assertThat(api().asUser(other).get(Queries.PATH).json().get("queries").findValuesAsString("id"))
                    .as(other).doesNotContain(query.get("id").asString());
        }
        assertThat(viewer().get(Queries.PATH + "/..%2Fx").status()).isIn(400, 404);
        assertThat(Queries.rows(viewer(), query)).hasSize(25);
    }

    @Test
    void aQueryThatTakesTooLongIsEnded() {
        Answer late = Queries.stream(viewer(), "json", LONG, "\"timeout\":\"PT2S\"");
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.code()).isEqualTo("QUERY_TIMED_OUT");
        assertThat(Queries.submit(viewer(), "SELECT 1", "\"timeout\":\"PT99H\"").json().get("field").asString())
                .isEqualTo("timeout");
    }

    @Test
    void noMoreRowsAreGivenThanAskedFor() {
        Answer cut = Queries.stream(viewer(), "json", "SELECT orderkey FROM tpch.sf1.orders", "\"maxRows\":7");
        assertThat(cut.json().get("rows")).hasSize(7);
        assertThat(cut.json().get("truncated").asBoolean()).isTrue();
        Answer exact = Queries.stream(viewer(), "json", "SELECT * FROM nation", TINY, "\"maxRows\":25");
        assertThat(exact.json().get("truncated").asBoolean()).isFalse();
        assertThat(Queries.rows(viewer(), Queries.submitted(viewer(), "SELECT orderkey FROM tpch.sf1.orders",
                "\"maxRows\":30000"))).hasSize(30_000);
    }

    @Test
    void aReaderCannotWrite() {
        for (String user : List.of("viewer", "operator", "acme-viewer")) {
            Answer refused = Queries.submit(api().asUser(user), "CREATE TABLE obj.lab.t AS SELECT 1 AS x");
            assertThat(refused.status()).as(user + ": " + refused.text()).isIn(400, 403);
            if (refused.status() == 403) {
                assertThat(refused.code()).isEqualTo("QUERY_FORBIDDEN");
                assertThat(refused.json().get("engineError").asString()).isEqualTo("PERMISSION_DENIED");
            }
        }
        Answer schema = Queries.submit(viewer(), "CREATE SCHEMA tpch.mine");
        assertThat(schema.status()).as(schema.text()).isEqualTo(403);
        assertThat(schema.code()).isEqualTo("QUERY_FORBIDDEN");
        assertThat(schema.json().get("detail").asString()).contains("Access Denied");
    }

    @Test
    void whatIsWrongWithARequestIsNamed() {
        assertThat(viewer().post(Queries.PATH, "{}").json().get("field").asString()).isEqualTo("sql");
        assertThat(Queries.submit(viewer(), "SELECT 1", "\"schema\":\"x\"").json().get("field").asString())
                .isEqualTo("catalog");
        assertThat(Queries.submit(viewer(), "SELECT 1", "\"catalog\":\"x\\r\\ny\"").json().get("field").asString())
                .isEqualTo("catalog");
        assertThat(Queries.submit(viewer(), "SELECT 1", "\"maxRows\":0").json().get("field").asString())
                .isEqualTo("maxRows");
        assertThat(Queries.submit(viewer(), "SELECT 1", "\"maxRows\":99999999999").json().get("field").asString())
                .isEqualTo("maxRows");
        assertThat(Queries.submit(viewer(), "x".repeat(200_000)).json().get("field").asString()).isEqualTo("sql");
        assertThat(viewer().with("Accept", "image/png").post(Queries.PATH + "/results", Queries.body("SELECT 1"))
                .status()).isEqualTo(406);
        assertThat(Queries.stream(viewer(), "xml", "SELECT 1").json().get("field").asString()).isEqualTo("format");
        assertThat(viewer().get(Queries.PATH + "/20261101_080000_00042_abcde/results").json().get("field").asString())
                .isEqualTo("page");
    }
}
