package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executes what {@code docs/flows.md} says of a flow that asks the warehouse, on the SQL engine. */
class QueryFlowIT {
    @Test
    void aFlowAsksTheWarehouseAsItIsWritten() throws IOException, InterruptedException {
        try (Platform platform = Platform.start("warehouse-service", "ingest-service", "gateway")) {
            List<String> answers = Guide.part("docs/flows.md", "## A flow that asks the warehouse",
                    "## What is promised").run(platform);
            assertThat(answers.get(1)).as("trial").contains("GERMANY", "EUROPE");
            assertThat(answers.get(2)).as("command").contains("CANADA", "AMERICA").doesNotContain("GERMANY");
            assertThat(answers.get(3)).as("dead letter and counts").contains("steps[2]", "EXPRESSION_FAILED");
        }
    }
}
