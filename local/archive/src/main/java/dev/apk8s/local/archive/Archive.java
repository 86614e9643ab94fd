package dev.apk8s.local.archive;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.utils.CountingInputStream;

/** A distribution as Maven resolved it: a {@code .tar.gz} with one top folder. */
public record Archive(Path file) {

    /** The archive among the entries of the class path whose path holds this name. */
    public static Archive onClassPath(String artifact) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".tar.gz") && entry.contains(artifact)).findFirst()
                .map(entry -> new Archive(Path.of(entry))).orElseThrow(() -> new IllegalStateException(
                        artifact + " is not on the class path; run 'mvn package' once"));
    }

    public String name() {
        return String.valueOf(file.getFileName());
    }

    /** Replaces what is in {@code home} by all that is in the archive's top folder. */
    public void unpack(Path home, Progress progress) throws IOException {
        unpack(home, _ -> true, progress);
    }

    /**
     * Replaces what is in {@code home} by the wanted files of the archive's top folder. A file that is wanted and only
     * linked to one that is not is there all the same; nothing else is written.
     *
     * @param wanted told paths without the top folder, with {@code /} between names
     */
    public void unpack(Path home, Predicate<String> wanted, Progress progress) throws IOException {
        deleteAll(home);
        Files.createDirectories(home);
        Map<String, List<String>> places = places(wanted, share -> progress.reached(share / 2));
        read(entry -> places.containsKey(path(entry)), (entry, content) -> write(entry, content, home,
                places.getOrDefault(path(entry), List.of())), share -> progress.reached((1 + share) / 2));
    }

    /** Where each file of the archive is to go: to its own path and to those that link to it, as far as wanted. */
    private Map<String, List<String>> places(Predicate<String> wanted, Progress progress) throws IOException {
        Map<String, String> links = new HashMap<>();
        Map<String, List<String>> places = new LinkedHashMap<>();
        read(entry -> !entry.isDirectory(), (entry, _) -> {
            String path = path(entry);
            if (entry.isLink()) {
                String target = withoutTop(entry.getLinkName());
                links.put(path, links.getOrDefault(target, target));
            } else if (!entry.isFile()) {
                throw new IOException("The archive holds something that is neither file nor folder: " + path);
            }
            if (wanted.test(path)) {
                places.computeIfAbsent(links.getOrDefault(path, path), _ -> new ArrayList<>()).add(path);
            }
        }, progress);
        return places;
    }

    private void read(Predicate<TarArchiveEntry> of, Reader reader, Progress progress) throws IOException {
        double size = Files.size(file);
        try (CountingInputStream read = new CountingInputStream(Files.newInputStream(file));
                InputStream unzipped = new GzipCompressorInputStream(new BufferedInputStream(read, 1 << 16));
                TarArchiveInputStream entries = new TarArchiveInputStream(unzipped)) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (of.test(entry)) {
                    reader.read(entry, entries);
                }
                progress.reached(read.getBytesRead() / size);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path home, List<String> places)
            throws IOException {
        if (!entry.isFile()) {
            return;
        }
        Path first = inside(home, places.getFirst());
        Files.copy(content, first);
        if ((entry.getMode() & 0100) != 0 && !first.toFile().setExecutable(true)) {
            throw new IOException("Could not make " + first + " executable");
        }
        for (String other : places.subList(1, places.size())) {
            Files.createLink(inside(home, other), first);
        }
    }

    private static Path inside(Path home, String path) throws IOException {
        Path target = home.resolve(path).normalize();
        Path folder = target.getParent();
        if (folder == null || !target.startsWith(home) || target.equals(home)) {
            throw new IOException("The archive holds a path outside of itself: " + path);
        }
        Files.createDirectories(folder);
        return target;
    }

    private static String path(TarArchiveEntry entry) {
        return withoutTop(entry.getName());
    }

    private static String withoutTop(String name) {
        return name.substring(name.indexOf('/') + 1);
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

    private interface Reader {
        void read(TarArchiveEntry entry, InputStream content) throws IOException;
    }
}
