package dev.apk8s.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML file that only its owner may read. */
final class YamlFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private YamlFile() {}

    static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(YAML.readValue(file, type));
        } catch (JacksonException fault) {
            throw new HomeException(file + " cannot be read: " + fault.getOriginalMessage(), fault);
        }
    }

    static void write(Path file, Object value) {
        try {
            PrivateFiles.write(file, YAML.writeValueAsString(value));
        } catch (IOException fault) {
            throw new HomeException(file + " cannot be written: " + fault.getMessage(), fault);
        }
    }
}
