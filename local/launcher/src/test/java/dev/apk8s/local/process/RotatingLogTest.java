package dev.apk8s.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void keepsTheNewestInThreeFilesOfBoundedSize() throws IOException {
        Path file = directory.resolve("kafka.log");
        try (RotatingLog log = new RotatingLog(file, 100)) {
            for (int i = 0; i < 100; i++) {
                log.writeLine("line " + i);
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(3).allSatisfy(each -> assertThat(Files.size(each)).isLessThanOrEqualTo(100));
        }
        assertThat(Files.readAllLines(file)).last().isEqualTo("line 99");
        assertThat(Files.readAllLines(directory.resolve("kafka.1.log"))).last().asString()
                .isEqualTo("line " + (99 - Files.readAllLines(file).size()));
    }

    @Test
    void goesOnWhereItWas() throws IOException {
        Path file = directory.resolve("kafka.log");
        for (int i = 0; i < 2; i++) {
            try (RotatingLog log = new RotatingLog(file, 100)) {
                log.writeLine("line " + i);
            }
        }
        assertThat(file).hasContent("line 0\nline 1");
    }
}
