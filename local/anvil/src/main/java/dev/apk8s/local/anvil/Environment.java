package dev.apk8s.local.anvil;

import java.nio.file.Path;

/** What the descriptor sets. */
final class Environment {
    private Environment() {}

    static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }

    static Path path(String name) {
        return Path.of(required(name)).toAbsolutePath();
    }
}
