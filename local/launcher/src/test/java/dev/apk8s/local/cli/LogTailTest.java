package dev.apk8s.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void showsTheLastLines() throws IOException {
        assertThat(last("a\nb\nc\n", 2)).isEqualTo("b\nc\n");
        assertThat(last("a\nb\nc", 2)).isEqualTo("b\nc");
        assertThat(last("a\nb\n", 9)).isEqualTo("a\nb\n");
        assertThat(last("a\nb\n", 0)).isEmpty();
        assertThat(last("", 5)).isEmpty();
    }

    @Test
    void alsoWhenTheyAreManyBlocks() throws IOException {
        String text = IntStream.range(0, 20_000).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        assertThat(last(text, 10_000)).startsWith("10000\n").endsWith("\n19999");
    }

    private String last(String text, int lines) throws IOException {
        Path file = directory.resolve("x.log");
        Files.writeString(file, text);
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        new LogTail(file, (bytes, length) -> shown.write(bytes, 0, length)).printLast(lines);
        return shown.toString(StandardCharsets.UTF_8);
    }
}
