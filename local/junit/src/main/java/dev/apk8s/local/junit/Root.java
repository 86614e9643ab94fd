package dev.apk8s.local.junit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the clone: the one around the working directory, unless the property {@code apk8s.root} names another. */
final class Root {
    private Root() {}

    static Path find() {
        String named = System.getProperty("apk8s.root");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve("apk8s")) && Files.isRegularFile(directory.resolve("pom.xml"))) {
                return directory;
            }
        }
        throw new EngineException("No directory above " + start + " holds both the script apk8s and a pom.xml.");
    }
}
