package dev.apk8s.warehouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bigint                   | 9223372036854775807       | true
            bigint                   | 9223372036854775808       | false
            tinyint                  | 128                       | false
            decimal(4,1)             | 999.9                     | true
            decimal(4,1)             | 1000                      | false
            decimal(4,1)             | 1.55                      | false
            double                   | -1.5e10                   | true
            double                   | 1,5                       | false
            date                     | 2026-02-29                | false
            date                     | 2024-02-29                | true
            timestamp                | 2026-01-01 10:00:00.123   | true
            timestamp                | 2026-01-01T10:00:00Z      | false
            timestamp with time zone | 2026-01-01T10:00:00+02:00 | true
            boolean                  | TRUE                      | true
            boolean                  | yes                       | false
            varchar                  | anything                  | true
            """)
    void a_field_fits_or_not(String type, String field, boolean fits) {
        assertThat(ColumnType.parse(type).orElseThrow().fits(field)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date) x", "decimal(39,1)", "decimal(2,3)", "decimal", "row(a int)", "varchar(5); DROP"})
    void other_types_are_none(String type) {
        assertThat(ColumnType.parse(type)).isEmpty();
    }

    @Test
    void a_guess_takes_what_nearly_all_are_and_leaves_codes_as_they_are() {
        assertThat(guess("1", "2", "", "3").sql()).isEqualTo("bigint");
        assertThat(guess("1", "2.5").sql()).isEqualTo("double");
        assertThat(guess("01234", "10115").sql()).isEqualTo("varchar");
        assertThat(guess("2026-01-01", "2026-01-02").sql()).isEqualTo("date");
        assertThat(guess("1", "two").sql()).isEqualTo("varchar");
        assertThat(guess("", "").sql()).isEqualTo("varchar");
        assertThat(guess("1", "2", "3", "4", "5", "6", "7", "8", "9", "n/a").sql()).isEqualTo("bigint");
    }

    @Test
    void a_record_that_is_cut_off_is_left_out_and_lines_are_those_of_the_file() {
        byte[] bytes = "\uFEFFa,b\n\"1\n2\",x\n3,y\n4".getBytes(StandardCharsets.UTF_8);
        CsvSample sample = CsvSample.of("a.csv", bytes, true, ',');
        assertThat(sample.lines()).containsExactly(new CsvSample.Line(1, List.of("a", "b")),
                new CsvSample.Line(2, List.of("1\n2", "x")), new CsvSample.Line(4, List.of("3", "y")));
        assertThat(CsvSample.of("a.csv", bytes, false, ',').lines()).hasSize(4);
        assertThat(CsvSample.of("a.csv.gz", bytes, false, ',').misfit()).isNotNull();
    }

    private static ColumnType guess(String... fields) {
        TypeGuess guess = new TypeGuess();
        List.of(fields).forEach(guess::see);
        return guess.type();
    }
}
