package dev.apk8s.local.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes descriptors into a directory that stands for a clone. */
final class TestCatalog {
    private final Path root;

    TestCatalog(Path root) {
        this.root = root;
    }

    TestCatalog with(String module, String descriptor) throws IOException {
        Path directory = root.resolve(module);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(Catalog.FILE_NAME), descriptor);
        return this;
    }

    Catalog discover() {
        return Catalog.discover(root);
    }
}
