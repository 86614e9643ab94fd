package dev.apk8s.local.component;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Maven left in a component's module. */
public final class ModuleOutput {
    private static final List<String> SIDE_ARCHIVES = List.of("-sources.jar", "-javadoc.jar", "-tests.jar");

    private final Descriptor descriptor;

    public ModuleOutput(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether running this component takes anything that Maven must build. */
    public boolean isNeeded() {
        return descriptor.program().classpath().isEmpty() || descriptor.program().prepare().isPresent();
    }

    /** The module's archive, if it is there. */
    public Optional<Path> archive() {
        Optional<String> named = descriptor.program().jar();
        if (named.isPresent()) {
            return Optional.of(descriptor.module().resolve(named.get())).filter(Files::isRegularFile);
        }
        Path target = descriptor.module().resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(ModuleOutput::isArchive).sorted().findFirst();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * The module's archive and what it depends on; empty when it was not built, or when something of it has gone
     * since.
     */
    public Optional<List<Path>> classPath() {
        Optional<Path> archive = archive();
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        List<Path> entries = new ArrayList<>();
        entries.add(archive.get());
        if (descriptor.label().kind() == Kind.ENGINE) {
            Path list = descriptor.module().resolve("target/classpath.txt");
            if (!Files.isRegularFile(list)) {
                return Optional.empty();
            }
            entries.addAll(entries(list));
        }
        return entries.stream().allMatch(Files::exists) ? Optional.of(entries) : Optional.empty();
    }

    private static List<Path> entries(Path list) {
        try {
            return Arrays.stream(Files.readString(list).strip().split(File.pathSeparator + "|\\R"))
                    .filter(entry -> !entry.isBlank()).map(Path::of).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static boolean isArchive(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && SIDE_ARCHIVES.stream().noneMatch(name::endsWith);
    }
}
