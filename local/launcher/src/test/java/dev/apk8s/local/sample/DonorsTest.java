package dev.apk8s.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class DonorsTest {
    private final Donors donors = new Donors(8);

    @Test
    void theSameSeedGivesTheSameRowsAndAnotherOneOthers() {
        assertThat(new Donors(8).row(4711)).isEqualTo(donors.row(4711));
        assertThat(new Donors(9).row(4711)).isNotEqualTo(donors.row(4711));
        assertThat(donors.row(4712)).isNotEqualTo(donors.row(4711));
    }

    @Test
    void aRowHasFiveFieldsOfTheirKind() {
        for (int number = 1; number <= 1_000; number++) {
            List<String> fields = List.of(donors.row(number).strip().split(","));
            assertThat(fields).hasSize(5);
            assertThat(fields.get(0)).isEqualTo("donor%07d@example.org".formatted(number));
            assertThat(fields.get(2)).matches("(A|B|AB|O)[+-]");
            assertThat(LocalDate.parse(fields.get(3))).isBetween(LocalDate.of(1940, 1, 1), LocalDate.of(2005, 12, 31));
        }
    }

    @Test
    void aFileIsAsLongAsItSaysAndItsPartsAreThoseOfTheWhole() throws IOException {
        String whole = read(1, 2_000);
        assertThat(whole).hasSize(Math.toIntExact(donors.length(1, 2_000))).startsWith(Donors.HEADER);
        assertThat(Donors.HEADER + read(1, 1_000).substring(Donors.HEADER.length())
                + read(1_001, 2_000).substring(Donors.HEADER.length())).isEqualTo(whole);
    }

    @Test
    void aMillionRowsAreAboutSixtyMegabytes() {
        assertThat(donors.length(1, 10_000) * 100).isBetween(50_000_000L, 70_000_000L);
        assertThat(IntStream.rangeClosed(1, 10_000).mapToObj(donors::row).filter(row -> row.contains(",New ")).count())
                .isBetween(600L, 1_000L);
    }

    private String read(int first, int last) throws IOException {
        return new String(donors.file(first, last).readAllBytes(), StandardCharsets.UTF_8);
    }
}
