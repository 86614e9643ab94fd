package dev.apk8s.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.apk8s.ml.onnx.OnnxProperties;
import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.OnnxSessions;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class AnomalyTest {
    private static final int ROWS = 20_000;
    private static final int EACH = 100;
    @TempDir
    private Path directory;

    /** Readings of two devices that are warm and cool, one in a hundred far too hot. */
    private static TrainingData readings() {
        Random random = new Random(1);
        DataBuilder builder = new DataBuilder(null, "hot", TrainingFixtures.PROPERTIES, (_, _) -> {});
        builder.header(List.of("temp", "load", "hot"));
        for (int row = 0; row < ROWS; row++) {
            boolean hot = row % EACH == 0;
            double usual = row % 2 == 0 ? 51_540 : 45_000;
            double[] reading = {hot ? 80_000 : usual + 300 * random.nextGaussian(), 0.3 + 0.1 * random.nextDouble(),
                    hot ? 1 : 0};
            builder.row(row, column -> reading[column]);
        }
        return builder.done("none");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 4})
    void whatWasPlantedIsFoundAndNothingElse(double clusters) {
        TrainingData data = readings();
        Trained trained = Anomaly.train(data, Split.of(data.rows(), 1, 0.25),
                Algorithm.ANOMALY.complete(Map.of("clusters", clusters)));
        Map<String, Double> metrics = trained.judge().metrics(trained.predicted());
        assertThat(metrics).containsEntry("recall", 1.0).containsEntry("precision", 1.0);
    }

    @Test
    void theExportedModelScoresAsTheTrainedOne() throws IOException {
        TrainingData data = readings();
        Split split = Split.of(data.rows(), 1, 0.25);
        Trained trained = Anomaly.train(data, split, Algorithm.ANOMALY.complete(Map.of("clusters", 3.0)));
        Path file = Files.write(directory.resolve("model.onnx"), trained.model().toByteArray());
        try (OnnxSession session = new OnnxSessions(new OnnxProperties(1, DataSize.ofMegabytes(1))).open(file)) {
            assertThat(session.batches()).isTrue();
            for (int index = 0; index < 200; index++) {
                int row = split.test()[index];
                Tensor.Numbers answer = (Tensor.Numbers) session.run(List.of(Tensor.Numbers.ofFloats("input",
                        Shape.of(1, 2), new float[]{(float) data.value(row, 0), (float) data.value(row, 1)})))
                        .getFirst();
                assertThat(answer.number(0)).isCloseTo(trained.predicted()[2 * index], within(1e-3));
                assertThat(answer.number(1)).isEqualTo(trained.predicted()[2 * index + 1]);
            }
        }
    }

    @Test
    void usualRowsAreFlaggedAsSeldomAsIsAskedFor() {
        Random random = new Random(2);
        DataBuilder builder = new DataBuilder(null, null, TrainingFixtures.PROPERTIES, (_, _) -> {});
        builder.header(List.of("x", "y"));
        for (int row = 0; row < 50_000; row++) {
            double[] usual = {random.nextGaussian(), 5 + 3 * random.nextGaussian()};
            builder.row(row, column -> usual[column]);
        }
        TrainingData data = builder.done("none");
        Trained trained = Anomaly.train(data, Split.of(data.rows(), 1, 0.5),
                Algorithm.ANOMALY.complete(Map.of("false_alarms", 0.01)));
        assertThat(trained.judge().metrics(trained.predicted()).get("flagged")).isCloseTo(0.01, within(0.004));
    }

    @Test
    void aColumnThatNeverVariedFlagsWhatDoes() {
        DataBuilder builder = new DataBuilder(null, null, TrainingFixtures.PROPERTIES, (_, _) -> {});
        builder.header(List.of("constant"));
        for (int row = 0; row < 100; row++) {
            builder.row(row, _ -> 20);
        }
        AnomalyModel model = Anomaly.fit(builder.done("none"), new int[]{0, 1, 2}, 1, 1e-4, 0);
        DataBuilder other = new DataBuilder(null, null, TrainingFixtures.PROPERTIES, (_, _) -> {});
        other.header(List.of("constant"));
        other.row(1, _ -> 20);
        other.row(2, _ -> 25);
        TrainingData data = other.done("none");
        assertThat(model.score(data, 0)).isZero();
        assertThat(model.score(data, 1)).isGreaterThan(1);
    }
}
