package dev.apk8s.local.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Progress SILENT = _ -> {};

    @Test
    void it_replaces_what_was_there_by_the_content_of_the_top_folder(@TempDir Path directory) throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("old.txt"), "old");

        archive(directory, "keycloak-1/lib/a.txt", 0644, "keycloak-1/bin/kc.sh", 0755).unpack(home, SILENT);

        assertThat(home.resolve("lib/a.txt")).hasContent("keycloak-1/lib/a.txt");
        assertThat(home.resolve("bin/kc.sh")).isExecutable();
        assertThat(home.resolve("lib/a.txt").toFile().canExecute()).isFalse();
        assertThat(home.resolve("old.txt")).doesNotExist();
    }

    @Test
    void a_path_that_leads_out_is_refused(@TempDir Path directory) throws Exception {
        Archive leading = archive(directory, "keycloak-1/../../outside.txt", 0644);
        assertThatThrownBy(() -> leading.unpack(directory.resolve("home"), SILENT)).isInstanceOf(IOException.class)
                .hasMessageContaining("outside");
        assertThat(directory.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void only_what_is_wanted_is_written_and_a_link_to_what_is_not_brings_its_content(@TempDir Path directory)
            throws Exception {
        Path home = directory.resolve("home");
        Path file = directory.resolve("archive.tar.gz");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(Files.newOutputStream(file)))) {
            put(out, "server/plugin/unwanted/shared.jar", 0644);
            put(out, "server/lib/core.jar", 0644);
            link(out, "server/plugin/wanted/shared.jar", "server/plugin/unwanted/shared.jar");
            link(out, "server/plugin/wanted/core.jar", "server/lib/core.jar");
            link(out, "server/plugin/unwanted/core.jar", "server/lib/core.jar");
        }
        List<Double> shares = new ArrayList<>();

        new Archive(file).unpack(home, path -> !path.startsWith("plugin/unwanted/"), shares::add);

        assertThat(home.resolve("plugin/wanted/shared.jar")).hasContent("server/plugin/unwanted/shared.jar");
        assertThat(home.resolve("plugin/wanted/core.jar")).hasContent("server/lib/core.jar");
        assertThat(home.resolve("lib/core.jar")).hasContent("server/lib/core.jar");
        assertThat(home.resolve("plugin/unwanted")).doesNotExist();
        assertThat(Files.getAttribute(home.resolve("lib/core.jar"), "unix:nlink")).isEqualTo(2);
        assertThat(shares).isSorted().allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
    }

    private static Archive archive(Path directory, Object... namesAndModes) throws IOException {
        Path file = directory.resolve("archive.tar.gz");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(Files.newOutputStream(file)))) {
            for (int index = 0; index < namesAndModes.length; index += 2) {
                put(out, namesAndModes[index].toString(), (int) namesAndModes[index + 1]);
            }
        }
        return new Archive(file);
    }

    private static void put(TarArchiveOutputStream out, String name, int mode) throws IOException {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream out, String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
        entry.setLinkName(target);
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
    }
}
