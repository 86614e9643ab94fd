package dev.apk8s.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as maps, lists and scalars, and ways through them. */
final class Yaml {
    private Yaml() {}

    /** All documents that are not empty. A key that is there twice is an error. */
    static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : reader().loadAll(text)) {
            if (document != null) {
                documents.add(map(document));
            }
        }
        return documents;
    }

    static Map<String, Object> read(Path file) {
        try {
            List<Map<String, Object>> documents = documents(Files.readString(file));
            return documents.isEmpty() ? Map.of() : documents.getFirst();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void write(Path file, Map<String, Object> content) {
        try {
            Files.writeString(file, new org.yaml.snakeyaml.Yaml().dump(content));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static org.yaml.snakeyaml.Yaml reader() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
    }

    /** The second over the first, as Helm lays values over a chart's own: maps key by key, all else as a whole. */
    static Map<String, Object> merge(Map<String, Object> under, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(under);
        over.forEach((key, value) -> merged.merge(key, value, (old, given) -> old instanceof Map && given instanceof Map
                ? merge(map(old), map(given))
                : given));
        return merged;
    }

    /** What is found by going down these keys, or null where one is not there. */
    static @Nullable Object at(@Nullable Object from, String... keys) {
        Object here = from;
        for (String key : keys) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return here;
    }

    static String text(@Nullable Object from, String... keys) {
        Object found = at(from, keys);
        return found == null ? "" : found.toString();
    }

    /** The elements of a list, none where there is no list. */
    static List<Object> list(@Nullable Object from, String... keys) {
        return at(from, keys) instanceof Collection<?> found ? List.copyOf(found) : List.of();
    }

    static Map<String, Object> map(@Nullable Object from, String... keys) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (at(from, keys) instanceof Map<?, ?> found) {
            found.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }
}
