package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole service as a process at its own heap, with a replica, beside an engine that is killed. */
class EngineAwayIT {
    private static final long MEGABYTE = 1024 * 1024;
    private static final OwnEngine TRINO = OwnEngine.prepare("trino");
    private static final OwnEngine SERVICE = OwnEngine.prepare("warehouse-service");
    private static final OwnEngine REPLICA = OwnEngine.prepare("warehouse-service");

    @BeforeAll
    static void start() {
        TRINO.start();
        OwnEngine.startAll(SERVICE.using(TRINO), REPLICA.using(TRINO));
    }

    @AfterAll
    static void end() {
        REPLICA.close();
        SERVICE.close();
        TRINO.close();
    }

    private static Api viewer(OwnEngine service) {
        return Api.at(service.export("url")).asUser("viewer");
    }

    @Test
    void aMillionRowsPassThroughASmallHeap() throws IOException, InterruptedException {
        for (String format : new String[]{"csv", "ndjson", "json", "arrow"}) {
            long bytes = LongResult.bytes(SERVICE.export("url"), format,
                    "SELECT * FROM tpch.sf1.orders LIMIT 1000000");
            assertThat(bytes).as(format).isGreaterThan(90 * MEGABYTE);
            System.out.printf("%s: %d MB, resident %d MB%n", format, bytes / MEGABYTE,
                    SERVICE.memoryBytes() / MEGABYTE);
        }
        assertThat(SERVICE.memoryBytes()).isLessThan(600 * MEGABYTE);
    }

    @Test
    void anyReplicaGoesOnWhereAnotherLeftOff() {
        JsonNode query = Queries.submitted(viewer(SERVICE), "SELECT orderkey FROM tpch.sf1.orders",
                "\"maxRows\":200000");
        String id = query.get("id").asString();
        String token = Queries.text(query, "page");
        long rows = 0;
        for (int i = 0; token != null; i++) {
            Answer answer = Queries.page(viewer(i % 2 == 0 ? REPLICA : SERVICE), id, token);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            rows += answer.json().get("rowCount").asLong();
            token = Queries.text(answer.json(), "next");
        }
        assertThat(rows).isEqualTo(200_000);
        assertThat(viewer(REPLICA).get(Queries.PATH + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void anEngineThatDiesIsToldClearlyAndTheNextQueryWorks() {
        JsonNode query = Queries.submitted(viewer(SERVICE), "SELECT * FROM tpch.sf1.orders");
        String id = query.get("id").asString();
        String token = Objects.requireNonNull(Queries.text(query, "page"));
        TRINO.kill();
        Answer page = Queries.page(viewer(SERVICE), id, token);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.code()).isEqualTo("ENGINE_UNAVAILABLE");
        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(Queries.submit(viewer(SERVICE), "SELECT 1").code()).isEqualTo("ENGINE_UNAVAILABLE");
        assertThat(Api.at(SERVICE.export("management-url")).get("/actuator/health/readiness").status()).isEqualTo(200);
        TRINO.start();
        assertThat(Queries.stream(viewer(SERVICE), "csv", "SELECT 1 AS x").text()).isEqualTo("x\r\n1\r\n");
        Answer lost = Queries.page(viewer(SERVICE), id, token);
        assertThat(lost.status()).isEqualTo(410);
        assertThat(lost.code()).isEqualTo("QUERY_GONE");
        assertThat(viewer(SERVICE).get(Queries.PATH + "/" + id).code()).isEqualTo("NO_SUCH_QUERY");
    }
}
