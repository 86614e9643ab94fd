package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executes the README's tour as it stands there. */
class TourIT {
    @Test
    void theReadmesTourWorksAsItIsWritten() throws IOException, InterruptedException {
        try (Platform platform = Platform.start("ingest-service", "gateway")) {
            List<String> answers = Guide.part("README.md", "## A five-minute tour", "## Where things are")
                    .run(platform);
            assertThat(answers.get(2)).contains("\"acceptedCount\":1", "\"acceptedCount\":2");
            assertThat(answers.get(3)).contains("\"acceptedCount\":1", "\"position\":1", "EVENT_NOT_JSON");
            assertThat(answers.get(4)).contains("51800").contains("\"max\":51800");
            assertThat(answers.get(6)).contains("\"id\":");
            assertThat(answers.get(7)).contains("\"code\":\"NO_SUCH_STREAM\"");
        }
    }
}
