package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.warehouse.WarehouseIT;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As a user that no other test is, so that only these queries count. */
class LimitsIT extends WarehouseIT {
    private static final String OPEN = "SELECT * FROM tpch.sf1.lineitem";
    private static final int PER_USER = 4;

    private final List<String> started = new ArrayList<>();

    private Api user() {
        return api().asUser("acme-admin");
    }

    @AfterEach
    void end() {
        started.forEach(id -> user().delete(Queries.PATH + "/" + id));
    }

    @Test
    void oneUserHasOnlySoManyQueriesAtOnce() {
        for (int i = 0; i < PER_USER; i++) {
            started.add(Queries.submitted(user(), OPEN).get("id").asString());
        }
        Answer refused = Queries.submit(user(), "SELECT 1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("TOO_MANY_QUERIES");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(Queries.stream(user(), "csv", "SELECT 1").status()).isEqualTo(429);
        assertThat(Queries.stream(api().asUser("acme-viewer"), "csv", "SELECT 1").status()).isEqualTo(200);
        assertThat(user().delete(Queries.PATH + "/" + started.removeFirst()).status()).isEqualTo(204);
        assertThat(Queries.stream(user(), "csv", "SELECT 1").status()).isEqualTo(200);
    }

    @Test
    void aQueryThatEndedUnseenGivesItsPlaceBack() {
        for (int i = 0; i < PER_USER; i++) {
            started.add(Queries.submitted(user(), OPEN).get("id").asString());
        }
        // By the engine itself, past this service.
        Api engine = Api.at(Engines.export("trino", "url")).with("X-Presto-User", "acme/writer/acme-admin");
        started.forEach(id -> assertThat(engine.delete("/v1/query/" + id).status()).isEqualTo(204));
        Awaitility.await().untilAsserted(
                () -> assertThat(Queries.stream(user(), "csv", "SELECT 1").status()).isEqualTo(200));
    }
}
