package dev.apk8s.local.build;

import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.ModuleOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the components whose archive is missing, or older than what it is built from. */
public final class Freshness {
    /** Touched after each build from here, because Maven leaves an archive alone that would not change. */
    private static final String STAMP = "target/.apk8s-built";

    private final Path root;
    private final Map<String, MavenModule> modules = new HashMap<>();

    public Freshness(Path root) {
        this.root = root;
        Deque<Path> directories = new ArrayDeque<>(List.of(root));
        while (!directories.isEmpty()) {
            Path directory = directories.remove();
            if (Files.isRegularFile(directory.resolve("pom.xml"))) {
                MavenModule module = PomReader.read(directory);
                modules.put(module.artifactId(), module);
                directories.addAll(module.children());
            }
        }
    }

    /** Those that must be built before they can run. */
    public List<Descriptor> stale(Collection<Descriptor> descriptors) {
        return descriptors.stream().filter(descriptor -> new ModuleOutput(descriptor).isNeeded())
                .filter(this::isStale).toList();
    }

    /** Notes that these were built just now. */
    public void markBuilt(Collection<Descriptor> descriptors) {
        for (Descriptor descriptor : descriptors) {
            try {
                Files.writeString(descriptor.module().resolve(STAMP), "");
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    private boolean isStale(Descriptor descriptor) {
        ModuleOutput output = new ModuleOutput(descriptor);
        Optional<Path> archive = output.archive();
        if (archive.isEmpty() || output.classPath().isEmpty()) {
            return true;
        }
        Path stamp = descriptor.module().resolve(STAMP);
        FileTime built = modified(archive.get());
        if (Files.exists(stamp) && modified(stamp).compareTo(built) > 0) {
            built = modified(stamp);
        }
        return newestSource(descriptor.module()).compareTo(built) > 0;
    }

    private FileTime newestSource(Path directory) {
        FileTime newest = modified(root.resolve("pom.xml"));
        Set<Path> seen = new HashSet<>();
        Deque<Path> directories = new ArrayDeque<>(List.of(directory));
        while (!directories.isEmpty()) {
            Path next = directories.remove();
            if (seen.add(next)) {
                newest = later(newest, newestIn(next));
                modules.values().stream().filter(module -> module.directory().equals(next))
                        .flatMap(module -> module.dependencies().stream()).map(modules::get).filter(Objects::nonNull)
                        .forEach(module -> directories.add(module.directory()));
            }
        }
        return newest;
    }

    private static FileTime newestIn(Path module) {
        FileTime newest = FileTime.fromMillis(0);
        for (Path source : List.of(module.resolve("pom.xml"), module.resolve("src/main"))) {
            if (Files.exists(source)) {
                try (Stream<Path> files = Files.walk(source)) {
                    newest = files.map(Freshness::modified).reduce(newest, Freshness::later);
                } catch (IOException fault) {
                    throw new UncheckedIOException(fault);
                }
            }
        }
        return newest;
    }

    private static FileTime later(FileTime first, FileTime second) {
        return first.compareTo(second) >= 0 ? first : second;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
