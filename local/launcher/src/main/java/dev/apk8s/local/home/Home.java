package dev.apk8s.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one copy of the platform, which only its owner may enter:
 *
 * <pre>
 * settings.yaml      ports that were chosen by option
 * secrets.yaml       passwords, mode 600
 * data/NAME          what a component keeps
 * logs/NAME.log      what it says
 * services/NAME      archives of services, unpacked, each with a recorded start
 * run/               who runs now and from which copies, mode 700; gone when nothing does
 * </pre>
 */
public final class Home {
    private final Path directory;

    public Home(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    public Path directory() {
        return directory;
    }

    public Path settings() {
        return directory.resolve("settings.yaml");
    }

    public Path secrets() {
        return directory.resolve("secrets.yaml");
    }

    public Path data() {
        return directory.resolve("data");
    }

    public Path data(String component) {
        return data().resolve(component);
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    public Path run() {
        return directory.resolve("run");
    }

    /** Archives of services, unpacked; made anew when it is missing. */
    public Path services() {
        return directory.resolve("services");
    }

    /** Makes the directories that are missing. */
    public void create() {
        try {
            PrivateFiles.createDirectory(directory);
            Files.createDirectories(data());
            Files.createDirectories(logs());
            PrivateFiles.createDirectory(run());
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot write in " + directory + ": " + fault.getMessage(), fault);
        }
    }
}
