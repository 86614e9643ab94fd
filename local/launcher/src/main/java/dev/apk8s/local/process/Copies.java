package dev.apk8s.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Copies of archives that a build may write anew while a process runs from them: a Java process whose archive changes
 * under it fails at the next class that it loads. Hard links would not do, as builds write into the file that is there.
 */
public final class Copies {
    private static final String BUILD_OUTPUT = "target";

    private final Path directory;

    /** @param directory made when it is needed; one process at a time runs from it */
    public Copies(Path directory) {
        this.directory = directory;
    }

    /** Where to run a class path entry from: a copy of it as it is now, or itself when no build writes it. */
    public Path of(Path entry) {
        Path output = entry.toAbsolutePath().getParent();
        if (output == null || !output.endsWith(BUILD_OUTPUT) || !Files.isRegularFile(entry)) {
            return entry;
        }
        // Two modules may give their archives the same name.
        Path module = output.getNameCount() < 2 ? output : output.getName(output.getNameCount() - 2);
        Path copy = directory.resolve(module).resolve(entry.getFileName());
        try {
            if (!isSame(entry, copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return copy;
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot copy " + entry + " to " + copy, fault);
        }
    }

    private static boolean isSame(Path entry, Path copy) throws IOException {
        return Files.isRegularFile(copy) && Files.size(copy) == Files.size(entry)
                && Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(entry));
    }
}
