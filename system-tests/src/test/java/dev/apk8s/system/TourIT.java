package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Executes the README's tour as it stands there. */
class TourIT {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String NEXT = "\n== next block ==\n";

    @Test
    void theReadmesTourWorksAsItIsWritten() throws IOException, InterruptedException {
        String readme = Files.readString(Platform.root().resolve("README.md"));
        String tour = readme.substring(readme.indexOf("## A five-minute tour"), readme.indexOf("## Where things are"));
        List<String> blocks = new ArrayList<>();
        BLOCK.matcher(tour).results().forEach(found -> blocks.add(found.group(1)));
        Path script = Files.createTempFile("tour", ".sh");
        Files.writeString(script,
                "set -euo pipefail\n" + String.join("\nprintf '" + NEXT.replace("\n", "\\n") + "'\n", blocks));
        try (Platform platform = new Platform().start()) {
            Platform.Finished tourist = platform.run("bash", script.toString());
            assertThat(tourist.status()).as(tourist.output()).isZero();
            List<String> answers = List.of(tourist.output().split(NEXT));
            assertThat(answers).hasSize(blocks.size());
            assertThat(answers.get(2)).contains("\"acceptedCount\":1", "\"acceptedCount\":2");
            assertThat(answers.get(3)).contains("\"acceptedCount\":1", "\"position\":1", "EVENT_NOT_JSON");
            assertThat(answers.get(4)).contains("51800").contains("\"max\":51800");
            assertThat(answers.get(6)).contains("\"id\":");
            assertThat(answers.get(7)).contains("\"code\":\"NO_SUCH_STREAM\"");
        } finally {
            Files.delete(script);
        }
    }
}
