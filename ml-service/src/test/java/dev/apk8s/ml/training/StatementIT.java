package dev.apk8s.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.ml.MlIT;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Training on results of the warehouse. */
class StatementIT extends MlIT {
    @BeforeAll
    static void warehouse() {
        Engines.require("warehouse-service");
    }

    @Test
    void rowsMayBeTheResultOfAStatement() {
        JsonNode run = run(unique("sql"),
                """
                        {"algorithm":"elastic-net","source":{"statement":"SELECT quantity, extendedprice FROM tpch.tiny.lineitem LIMIT 5000"},\
                        "target":"extendedprice","parameters":{"alpha":0.1}}""");
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.at("/result/rows").asInt()).isEqualTo(5000);
        assertThat(run.at("/result/metrics/r2").asDouble()).isGreaterThan(0.8);
        JsonNode refused = run(unique("sql"), """
                {"algorithm":"anomaly","source":{"statement":"SELECT nothing FROM tpch.tiny.nation"}}""");
        assertThat(refused.at("/failure/code").asString()).isEqualTo("SOURCE_REFUSED");
        assertThat(refused.at("/failure/detail").asString()).contains("nothing");
    }
}
