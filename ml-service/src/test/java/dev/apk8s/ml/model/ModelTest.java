package dev.apk8s.ml.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.TensorSpec;
import dev.apk8s.ml.tensor.TensorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ModelTest {
    private static ModelVersion version(int number, Stage stage, boolean loaded) {
        Signature signature = new Signature(
                List.of(new TensorSpec("input", TensorType.FP32, Shape.of(-1, 2), List.of("temp", "load"))),
                List.of(new TensorSpec("output", TensorType.FP32, Shape.of(-1, 1), null)));
        Origin origin = new Origin("experiment", "run", "anomaly", Map.of("clusters", 1.0), "snapshot: x", "x", "abc",
                10);
        return new ModelVersion(number, stage, loaded, true, signature, 100, "def", Map.of("rmse", 0.5), origin, "me",
                Instant.parse("2026-11-01T08:00:00Z"));
    }

    private static Model model(ModelVersion... versions) {
        return new Model("default", "m", new Model.Settings(false), versions.length, List.of(versions));
    }

    @Test
    void aRecordComesBackFromTheLogAsItWas() {
        Model model = model(version(1, Stage.PRODUCTION, true), version(2, Stage.NONE, false));
        JsonMapper json = new JsonMapper();
        byte[] written = json.writeValueAsBytes(model);
        assertThat(json.readValue(written, Model.class)).isEqualTo(model);
        assertThat(json.readTree(written).at("/versions/0/signature/inputs/0/shape").toString()).isEqualTo("[-1,2]");
        assertThat(json.readTree(written).at("/versions/0/stage").asString()).isEqualTo("production");
    }

    @Test
    void whatIsInProductionAnswersAndElseTheNewestThatIsLoaded() {
        assertThat(model(version(1, Stage.PRODUCTION, true), version(2, Stage.STAGING, true)).serving().orElseThrow()
                .version()).isEqualTo(1);
        assertThat(model(version(1, Stage.NONE, true), version(2, Stage.NONE, true), version(3, Stage.NONE, false))
                .serving().orElseThrow().version()).isEqualTo(2);
        assertThat(model(version(1, Stage.PRODUCTION, false)).serving()).isEmpty();
    }

    @Test
    void promotingArchivesWhatWasInProduction() {
        Model promoted = model(version(1, Stage.PRODUCTION, true), version(2, Stage.STAGING, false)).promoting(2);
        assertThat(promoted.versions()).extracting(ModelVersion::stage).containsExactly(Stage.ARCHIVED,
                Stage.PRODUCTION);
        assertThat(promoted.versions()).extracting(ModelVersion::loaded).containsExactly(false, true);
    }
}
