package dev.apk8s.local.anvil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The node as npm installs it: of the packages for all platforms, the one for this machine, checked by the lock file. */
record Binary(Path home) {
    private static final List<String> FILES = List.of("package.json", ".npmrc", "package-lock.json");
    private static final long LIMIT_MINUTES = 5;
    private static final String PACKAGES = "node_modules/@foundry-rs";

    /** Whether what is installed is what the lock file names. */
    boolean isCurrent(Path settings) throws IOException {
        Path installed = home.resolve(lockFile());
        return Files.exists(installed) && Files.mismatch(installed, settings.resolve(lockFile())) < 0
                && find().toFile().canExecute();
    }

    void install(Path settings) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Files.deleteIfExists(home.resolve(lockFile()));
        for (String file : FILES) {
            Files.copy(settings.resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = npm();
        if (!npm.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            throw new IOException("npm did not end within " + LIMIT_MINUTES + " minutes");
        }
        if (npm.exitValue() != 0 || !isCurrent(settings)) {
            Files.deleteIfExists(home.resolve(lockFile()));
            throw new IOException("npm could not install Anvil (exit code " + npm.exitValue()
                    + "); its output is above. 'npm ci' in " + settings + " tells the same.");
        }
    }

    /** The executable; a path that does not exist while nothing is installed. */
    Path find() throws IOException {
        Path packages = home.resolve(PACKAGES);
        if (Files.isDirectory(packages)) {
            try (Stream<Path> each = Files.list(packages)) {
                return each.map(directory -> directory.resolve("bin").resolve("anvil")).filter(Files::exists)
                        .findFirst().orElse(packages.resolve("anvil"));
            }
        }
        return packages.resolve("anvil");
    }

    private Process npm() throws IOException {
        try {
            return new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                    .directory(home.toFile()).redirectErrorStream(true).inheritIO().start();
        } catch (IOException missing) {
            throw new IOException(
                    "The chain's node comes by npm, which is not on the PATH: install Node.js 20 or newer,"
                            + " or start without it: ./apk8s up --without chain",
                    missing);
        }
    }

    private static String lockFile() {
        return FILES.getLast();
    }
}
