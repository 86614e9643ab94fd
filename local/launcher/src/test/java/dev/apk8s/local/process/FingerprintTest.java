package dev.apk8s.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    private static final FileTime BUILT = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void tellsArchivesOfOneLengthAndTimeApart() throws IOException {
        Path one = archive("one.jar", "first");
        Path other = archive("other.jar", "other");
        assertThat(Files.size(one)).isEqualTo(Files.size(other));
        assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
    }

    @Test
    void isTheSameForACopy() throws IOException {
        Path one = archive("one.jar", "first");
        Path copy = Files.copy(one, directory.resolve("copy.jar"));
        assertThat(fingerprint(copy)).isEqualTo(fingerprint(one));
    }

    @Test
    void tellsFlagsApart() throws IOException {
        Path one = archive("one.jar", "first");
        assertThat(fingerprint(one, "-Xmx1g")).isNotEqualTo(fingerprint(one, "-Xmx2g"));
    }

    private static String fingerprint(Path archive, String... flags) {
        return Fingerprint.of(List.of(archive), List.of(flags));
    }

    private Path archive(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("A.class");
            entry.setLastModifiedTime(BUILT);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return Files.setLastModifiedTime(file, BUILT);
    }
}
