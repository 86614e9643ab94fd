package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    static List<Path> refused() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/refused"))) {
            return files.sorted().toList();
        }
    }

    /** The first line of each file is what the operator is told. */
    @ParameterizedTest
    @MethodSource("refused")
    void whatIsWrongIsRefusedWithItsName(Path file) throws IOException {
        String told = Files.readAllLines(file).getFirst().substring("# ".length());

        assertThatThrownBy(() -> Charts.render("apk8s", Yaml.read(file))).hasMessageContaining(told);
    }

    /** A profile sizes services and engines alike: the engines' own chart has the same ones for those who install it alone. */
    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void profilesSizeEnginesAsTheirOwnChartDoes(String profile) {
        Map<String, Object> alone = Yaml.read(Charts.SOURCE.resolve("engines/profiles/" + profile + ".yaml"));
        alone.remove("global");

        assertThat(Yaml.map(Yaml.read(Charts.SOURCE.resolve("apk8s/profiles/" + profile + ".yaml")), "engines"))
                .isEqualTo(alone);
    }

    /** A value that no schema names could be misspelt without anybody being told. */
    @Test
    void everyValueOfTheUmbrellaIsInTheSchema() {
        Map<String, Object> schema = Yaml.read(Charts.SOURCE.resolve("apk8s/values.schema.json"));

        assertThat(open(schema, schema, Yaml.read(Charts.SOURCE.resolve("apk8s/values.yaml")), ""))
                .containsExactlyInAnyOrder(
                        "/engines", "/monitoring");
    }

    private static List<String> open(Map<String, Object> root, @Nullable Object schema, Object values, String path) {
        Object reference = Yaml.at(schema, "$ref");
        if (reference != null) {
            return open(root, Yaml.at(root, reference.toString().substring(2).split("/")), values, path);
        }
        if (!(values instanceof Map<?, ?> map) || map.isEmpty()) {
            return List.of();
        }
        if (Yaml.at(schema, "additionalProperties") == null) {
            return List.of(path);
        }
        return map.entrySet().stream()
                .flatMap(entry -> open(root, Yaml.map(schema, "properties", entry.getKey().toString()),
                        entry.getValue(), path + "/" + entry.getKey()).stream())
                .toList();
    }
}
