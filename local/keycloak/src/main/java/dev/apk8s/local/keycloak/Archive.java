package dev.apk8s.local.keycloak;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.utils.CountingInputStream;

/** The official distribution, as Maven resolved it: a {@code .tar.gz} among the entries of the class path. */
record Archive(Path file) {
    private static final int SHARE_OF_PROGRESS = 40;

    static Archive onClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".tar.gz") && entry.contains("keycloak-quarkus-dist")).findFirst()
                .map(entry -> new Archive(Path.of(entry))).orElseThrow(() -> new IllegalStateException(
                        "Keycloak's distribution is not on the class path; run 'mvn package' once"));
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** Replaces what is in {@code home}; the archive's own top folder is left out. */
    void unpack(Path home) throws IOException {
        deleteAll(home);
        long size = Files.size(file);
        int shown = -1;
        try (CountingInputStream read = new CountingInputStream(Files.newInputStream(file));
                InputStream unzipped = new GzipCompressorInputStream(new BufferedInputStream(read, 1 << 16));
                TarArchiveInputStream entries = new TarArchiveInputStream(unzipped)) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                write(entry, entries, home);
                int percent = (int) (read.getBytesRead() * SHARE_OF_PROGRESS / size);
                if (percent > shown) {
                    shown = percent;
                    System.out.println("PROGRESS " + percent + " Unpacking Keycloak");
                }
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path home) throws IOException {
        String name = entry.getName();
        Path target = home.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("The archive holds a path outside of itself: " + name);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        if (!entry.isFile()) {
            throw new IOException("The archive holds something that is neither file nor folder: " + name);
        }
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.copy(content, target);
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
            throw new IOException("Could not make " + target + " executable");
        }
    }

    private static void deleteAll(Path home) throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(home)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
