package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFileTest {
    @TempDir
    private Path directory;

    @Test
    void itCanBeReadTwiceAndLeavesNothing() throws IOException {
        try (SpoolFile file = new SpoolFile(directory)) {
            file.output().write("abc".getBytes(StandardCharsets.UTF_8));
            file.complete();
            assertThat(file.size()).isEqualTo(3);
            assertThat(file.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(file.content()).hasContent("abc");
            assertThat(file.content()).hasContent("abc");
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
