package dev.apk8s.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticNetTest {
    private static final long SEED = 40;

    private static TrainingData wine() throws IOException {
        DataBuilder builder = new DataBuilder(null, "quality", TrainingFixtures.PROPERTIES, (_, _) -> {});
        try (InputStream file = Files.newInputStream(Path.of("../data/winequality-red.csv"))) {
            CsvRows.read(file, builder);
        }
        return builder.done("none");
    }

    /** The figures are those of scikit-learn 1.9.1, ElasticNet(alpha, l1_ratio) on the same rows: see docs/models.md. */
    @ParameterizedTest
    @CsvSource({"0.5,0.5,0.7312632244734575,0.5902581699632046,0.1129432149201054",
            "1,0.5,0.7735492664302415,0.6366037366573681,0.007387104260282995",
            "0.1,0.1,0.6631250807981228,0.5215333017244931,0.27055111594192405",
            "0.01,0.5,0.6439962350317979,0.5055924754229975,0.3120282383498906",
            "0.001,0.9,0.6460971618493939,0.5084245147775082,0.30753213761517695"})
    void itComesToWhatScikitLearnDoes(double alpha, double ratio, double rmse, double mae, double r2)
            throws IOException {
        TrainingData data = wine();
        assertThat(data.rows()).isEqualTo(1599);
        Split split = Split.of(data.rows(), SEED, 0.25);
        assertThat(split.test()).hasSize(410).startsWith(0, 3, 12, 13, 15, 22, 23, 31);
        Trained trained = ElasticNet.train(data, split,
                Algorithm.ELASTIC_NET.complete(Map.of("alpha", alpha, "l1_ratio", ratio)));
        Map<String, Double> metrics = trained.judge().metrics(trained.predicted());
        assertThat(metrics.get("rmse")).isCloseTo(rmse, within(1e-9));
        assertThat(metrics.get("mae")).isCloseTo(mae, within(1e-9));
        assertThat(metrics.get("r2")).isCloseTo(r2, within(1e-9));
    }

    @Test
    void theModelDoesNotTellWhereItsDataCameFrom() throws IOException {
        TrainingData data = wine();
        Trained trained = ElasticNet.train(data, Split.of(data.rows(), SEED, 0.25),
                Algorithm.ELASTIC_NET.complete(null));
        assertThat(trained.model().getMetadataPropsCount()).isZero();
        assertThat(trained.model().toString()).doesNotContain("SimpleDataSourceProvenance");
    }
}
