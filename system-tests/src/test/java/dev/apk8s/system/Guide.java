package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of a page of the documentation, run as they stand there. */
final class Guide {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String NEXT = "\n== next block ==\n";

    private final List<String> blocks = new ArrayList<>();

    private Guide(String text) {
        BLOCK.matcher(text).results().forEach(found -> blocks.add(found.group(1)));
    }

    /** The whole of a page, such as {@code docs/closed-loop.md}. */
    static Guide page(String path) throws IOException {
        return new Guide(Files.readString(Platform.root().resolve(path)));
    }

    /** A part of a page, from one heading to another. */
    static Guide part(String path, String from, String to) throws IOException {
        String page = Files.readString(Platform.root().resolve(path));
        return new Guide(page.substring(page.indexOf(from), page.indexOf(to)));
    }

    /** What each block said. All of them must end well. */
    List<String> run(Platform platform) throws IOException, InterruptedException {
        Path script = Files.createTempFile("guide", ".sh");
        try {
            Files.writeString(script,
                    "set -euo pipefail\n" + String.join("\nprintf '" + NEXT.replace("\n", "\\n") + "'\n", blocks));
            Platform.Finished reader = platform.run("bash", script.toString());
            assertThat(reader.status()).as(reader.output()).isZero();
            List<String> answers = List.of(reader.output().split(NEXT, -1));
            assertThat(answers).hasSize(blocks.size());
            return answers;
        } finally {
            Files.delete(script);
        }
    }
}
