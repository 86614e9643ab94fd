package dev.apk8s.local.demo.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsNumbersToTheRightWhateverTheirColour() {
        Ink ink = new Ink(true);
        Table table = new Table().add("name", "sent").add("HTTP", ink.bad("7")).add("all", "1,000");
        assertThat(table.lines()).containsExactly("name    sent", "HTTP       " + ink.bad("7"), "all    1,000");
    }

    @Test
    void writesAmountsAsPeopleReadThem() {
        assertThat(Amounts.count(4_000)).isEqualTo("4,000");
        assertThat(Amounts.time(1_234)).isEqualTo("1.2 ms");
        assertThat(Amounts.time(850_400)).isEqualTo("850 ms");
        assertThat(Amounts.time(1_320_000)).isEqualTo("1.32 s");
    }
}
