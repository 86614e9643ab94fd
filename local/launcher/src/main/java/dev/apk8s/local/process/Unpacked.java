package dev.apk8s.local.process;

import dev.apk8s.local.component.ComponentException;
import dev.apk8s.local.home.Trees;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A service's archive, unpacked to a plain class path, in a directory named by what is in it and by what runs it. Such
 * a directory is never written again, so processes of one home share it, and a build does not change it under them.
 */
final class Unpacked {
    private static final String ARCHIVE = "service.jar";
    private static final String CHILD = "child.jar";
    /** That of the last build may still run while that of the next is unpacked. */
    private static final int KEPT = 3;

    private final Path directory;

    private Unpacked(Path directory) {
        this.directory = directory;
    }

    /**
     * @param store where the service's unpacked archives are
     * @param child what is to be in front on the class path
     * @param flags those of the virtual machine, on which a recorded start depends
     */
    static Unpacked of(Path store, Path archive, Path child, List<String> flags) {
        Path directory = store.resolve(Fingerprint.of(List.of(archive, child), flags));
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(store);
                Path temporary = store.resolve(UUID.randomUUID().toString());
                extract(archive, temporary);
                Files.copy(child, temporary.resolve(CHILD), StandardCopyOption.COPY_ATTRIBUTES);
                publish(temporary, directory);
                clearOld(store);
            }
            return new Unpacked(directory);
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot unpack " + archive + " to " + directory, fault);
        }
    }

    String classPath() {
        return directory.resolve(CHILD) + File.pathSeparator + directory.resolve(ARCHIVE);
    }

    String main() {
        try (JarFile jar = new JarFile(directory.resolve(ARCHIVE).toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Main-Class");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Where the recorded start is, when it was recorded. */
    Path cache() {
        return directory.resolve("start.aot");
    }

    private static void extract(Path archive, Path to) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
                archive.toString(), "extract", "--destination", to.toString(), "--application-filename", ARCHIVE)
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new ComponentException(archive + " cannot be unpacked: " + output.strip());
        }
    }

    /** Another process may have done the same meanwhile. */
    private static void publish(Path temporary, Path directory) throws IOException {
        try {
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException fault) {
            throw fault;
        } catch (FileSystemException fault) {
            Trees.delete(temporary);
            if (!Files.isDirectory(directory)) {
                throw fault;
            }
        }
    }

    private static void clearOld(Path store) throws IOException {
        List<Path> old;
        try (Stream<Path> all = Files.list(store)) {
            old = all.map(path -> Map.entry(path, modified(path)))
                    .sorted(Map.Entry.<Path, FileTime>comparingByValue().reversed()).skip(KEPT).map(Map.Entry::getKey)
                    .toList();
        }
        for (Path each : old) {
            Trees.delete(each);
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
