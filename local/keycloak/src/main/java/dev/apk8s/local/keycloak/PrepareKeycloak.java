package dev.apk8s.local.keycloak;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import dev.apk8s.local.archive.Archive;
import dev.apk8s.local.archive.Progress;

/**
 * Makes a Keycloak that can be started: unpacks the distribution and builds it with the platform's options when either
 * changed, and lays the realm files where the start imports them from. Does next to nothing when all is there.
 */
public final class PrepareKeycloak {
    private PrepareKeycloak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        Path home = path(environment, "APK8S_KEYCLOAK_DISTRIBUTION");
        Archive archive = Archive.onClassPath("keycloak-quarkus-dist");
        ServerBuild build = new ServerBuild(home, archive.name());
        if (!build.isDone()) {
            archive.unpack(home, Progress.printed("Unpacking Keycloak", 0, 40));
            build.run();
        }
        copyRealms(path(environment, "APK8S_KEYCLOAK_REALMS"), home.resolve("data/import"));
        System.out.println("PROGRESS 100 Keycloak is built");
    }

    private static Path path(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return Path.of(value).toAbsolutePath();
    }

    private static void copyRealms(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> realms = Files.newDirectoryStream(from, "*.json")) {
            for (Path realm : realms) {
                Files.copy(realm, to.resolve(realm.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
