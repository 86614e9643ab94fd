package dev.apk8s.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellWithoutItsColours() {
        Table table = new Table(Set.of(1));
        table.add("kafka", "1 s", "x");
        table.add("\u001B[32mweb\u001B[0m", "100 s", "");
        assertThat(table.lines()).containsExactly("kafka    1 s  x", "\u001B[32mweb\u001B[0m    100 s");
    }

    @Test
    void amountsReadWell() {
        assertThat(Amounts.bytes(300L << 20)).isEqualTo("300 MB");
        assertThat(Amounts.bytes(1536L << 20)).isEqualTo("1.5 GB");
        assertThat(Amounts.seconds(3.14)).isEqualTo("3.1 s");
        assertThat(Amounts.seconds(125)).isEqualTo("2:05 min");
        assertThat(Amounts.duration(59)).isEqualTo("59 s");
        assertThat(Amounts.duration(3_700)).isEqualTo("1 h 1 min");
        assertThat(Amounts.duration(90_000)).isEqualTo("1 d 1 h");
    }
}
