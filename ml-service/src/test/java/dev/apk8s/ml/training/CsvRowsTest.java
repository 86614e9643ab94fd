package dev.apk8s.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    private static TrainingData read(String csv, @Nullable List<String> columns, @Nullable String target)
            throws IOException {
        DataBuilder builder = new DataBuilder(columns, target, TrainingFixtures.PROPERTIES, (_, _) -> {});
        CsvRows.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), builder);
        return builder.done("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theSeparatorIsFoundInTheHeader(String separator) throws IOException {
        String csv = "\uFEFF\"a\",b,c\r\n1,2,3\r\n4,5.5,-6e1\r\n".replace(",", separator);
        TrainingData data = read(csv, List.of("c", "a"), "b");
        assertThat(data.columns()).containsExactly("c", "a");
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.value(1, 0)).isEqualTo(-60);
        assertThat(data.value(1, 1)).isEqualTo(4);
        assertThat(data.targets()).startsWith(2, 5.5);
    }

    @Test
    void rowsWithAMissingValueAreSkippedAndCounted() throws IOException {
        TrainingData data = read("a,b\n1,2\n,3\n4,\n5,6\n7\n", null, "b");
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.skipped()).isEqualTo(3);
    }

    @Test
    void whatIsNoNumberIsToldWithItsPlace() {
        assertThatThrownBy(() -> read("a,b\n1,2\nx,3\n", null, "b")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("Row 2, column 'a': is no number");
        assertThatThrownBy(() -> read("a,b\n1,2\n2,3\n", null, "z")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("no column 'z': it has [a, b]");
        assertThatThrownBy(() -> read("", null, null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> read("a\n1\n", null, null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("at least 2");
    }

    @Test
    void moreRowsThanFitAreRefused() {
        TrainingProperties small = new TrainingProperties(10, 1000, 100, 4, 100, 10, Duration.ofSeconds(5));
        DataBuilder builder = new DataBuilder(null, null, small, (_, _) -> {});
        assertThatThrownBy(() -> CsvRows.read(
                new ByteArrayInputStream(("a\n" + "1\n".repeat(11)).getBytes(StandardCharsets.UTF_8)), builder))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(TrainingError.DATA_TOO_LARGE));
    }
}
