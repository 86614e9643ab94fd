package dev.apk8s.local.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    @Test
    void it_replaces_what_was_there_by_the_content_of_the_top_folder(@TempDir Path directory) throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("old.txt"), "old");

        archive(directory, "keycloak-1/lib/a.txt", 0644, "keycloak-1/bin/kc.sh", 0755).unpack(home);

        assertThat(home.resolve("lib/a.txt")).hasContent("keycloak-1/lib/a.txt");
        assertThat(home.resolve("bin/kc.sh")).isExecutable();
        assertThat(home.resolve("lib/a.txt").toFile().canExecute()).isFalse();
        assertThat(home.resolve("old.txt")).doesNotExist();
    }

    @Test
    void a_path_that_leads_out_is_refused(@TempDir Path directory) throws Exception {
        Archive leading = archive(directory, "keycloak-1/../../outside.txt", 0644);
        assertThatThrownBy(() -> leading.unpack(directory.resolve("home"))).isInstanceOf(IOException.class)
                .hasMessageContaining("outside");
        assertThat(directory.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void a_build_counts_as_done_only_for_the_distribution_it_was_made_from(@TempDir Path home) throws Exception {
        assertThat(new ServerBuild(home, "keycloak-1.tar.gz").isDone()).isFalse();
        new ServerBuild(home, "keycloak-1.tar.gz").markDone();
        assertThat(new ServerBuild(home, "keycloak-1.tar.gz").isDone()).isTrue();
        assertThat(new ServerBuild(home, "keycloak-2.tar.gz").isDone()).isFalse();
    }

    private static Archive archive(Path directory, Object... namesAndModes) throws IOException {
        Path file = directory.resolve("archive.tar.gz");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(Files.newOutputStream(file)))) {
            for (int index = 0; index < namesAndModes.length; index += 2) {
                byte[] content = namesAndModes[index].toString().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(namesAndModes[index].toString());
                entry.setMode((int) namesAndModes[index + 1]);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        return new Archive(file);
    }
}
