package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executes {@code docs/closed-loop.md} as it stands there, on all services. */
class ClosedLoopIT {
    @Test
    void theLoopClosesAsItIsWritten() throws IOException, InterruptedException {
        try (Platform platform = Platform.start("lake-service", "chain-service", "ml-service", "ingest-service",
                "gateway")) {
            List<String> answers = Guide.page("docs/closed-loop.md").run(platform);
            assertThat(answers.get(3)).as("predictions").contains("\"names\":[\"score\",\"anomaly\"]");
            assertThat(answers.get(5)).as("trial").contains("NOT_CALLED_ON_TRIAL");
            assertThat(answers.get(8)).as("events, commands and counts").contains("Judged", "\"name\":\"cool\"",
                    "\"transactionHash\"");
            assertThat(answers.get(10)).as("verified, and not with a byte more").contains("\"anchored\":true",
                    "\"anchored\":false");
            assertThat(answers.get(11)).as("one trace").contains("ingest-service", "ml-service", "chain-service");
        }
    }
}
