package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
    /** Names of users are no secrets. */
    private static final Set<String> NAMES = Set.of("username");

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void noSecretHasAValueThatIsKnown(Rendering rendering) {
        String chart = rendering.name().substring(0, rendering.name().indexOf(' '));
        Rendering again = Rendering.fresh(chart, rendering.name(), rendering.values());

        Map<String, String> first = values(rendering);

        values(again).forEach((key, value) -> {
            if (NAMES.stream().noneMatch(key::endsWith)) {
                assertThat(value).as(key).hasSizeGreaterThanOrEqualTo(16).isNotEqualTo(first.get(key));
            }
        });
    }

    private static Map<String, String> values(Rendering rendering) {
        Map<String, String> values = new TreeMap<>();
        rendering.ofKind("Secret").forEach(secret -> {
            Yaml.map(secret.content(), "data").forEach((key, value) -> values.put(secret.name() + "/" + key,
                    new String(Base64.getDecoder().decode(value.toString()), StandardCharsets.UTF_8)));
            Yaml.map(secret.content(), "stringData")
                    .forEach((key, value) -> values.put(secret.name() + "/" + key, value.toString()));
        });
        return values;
    }

    @Test
    void oneThatIsGivenIsNotMade() {
        Map<String, Object> given = Map.of("global",
                Map.of("secrets", Map.of("warehouse", Map.of("existingSecret", "mine"))));

        Rendering rendering = Rendering.of("apk8s", "a given secret", given);

        assertThat(rendering.find("Secret", "apk8s-warehouse")).isEmpty();
        List<Object> environment = Yaml
                .list(rendering.find("Deployment", "warehouse-service").orElseThrow().containers().getFirst(), "env");
        assertThat(environment).anySatisfy(
                variable -> assertThat(Yaml.text(variable, "valueFrom", "secretKeyRef", "name")).isEqualTo("mine"));
    }
}
