package dev.apk8s.lake.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final int MOST = 500;

    @Test
    void fieldsKeepThePlaceOfTheirFirstAppearance() {
        Catalogue first = seen(Catalogue.EMPTY, "{\"temp\":1,\"load\":2}");
        Catalogue second = seen(first, "{\"added\":true,\"load\":3,\"temp\":4}");
        assertThat(names(first.columns(first.version()))).containsExactly("id", "time", "device", "kept", "temp",
                "load");
        assertThat(names(second.columns(second.version()))).containsExactly("id", "time", "device", "kept", "temp",
                "load", "added");
        assertThat(second.columns(first.version())).as("an earlier version stays what it was")
                .isEqualTo(first.columns(first.version()));
    }

    @Test
    void whatIsNothingNewChangesNothing() {
        Catalogue first = seen(Catalogue.EMPTY, "{\"temp\":1}");
        assertThat(seen(first, "{\"temp\":2.5}", "{\"temp\":null,\"other\":null}")).isSameAs(first);
    }

    @Test
    void aStreamWithoutEventsHasColumnsToo() {
        Catalogue empty = seen(Catalogue.EMPTY);
        assertThat(empty.version()).isPositive();
        assertThat(names(empty.columns(empty.version()))).containsExactly("id", "time", "device", "kept");
    }

    @Test
    void aTypeChangesOnceAndToText() {
        Catalogue numbers = seen(Catalogue.EMPTY, "{\"v\":1}", "{\"v\":2.5}");
        Catalogue mixed = seen(numbers, "{\"v\":true}");
        Catalogue again = seen(mixed, "{\"v\":3}");
        assertThat(type(numbers, "v")).isEqualTo(ColumnType.DOUBLE);
        assertThat(type(mixed, "v")).isEqualTo(ColumnType.STRING);
        assertThat(again).isSameAs(mixed);
        assertThat(mixed.columns(numbers.version()).getLast().type()).isEqualTo(ColumnType.DOUBLE);
    }

    @Test
    void integersThatADoubleCannotHoldAreText() {
        assertThat(type(seen(Catalogue.EMPTY, "{\"v\":9007199254740992}"), "v")).isEqualTo(ColumnType.DOUBLE);
        assertThat(type(seen(Catalogue.EMPTY, "{\"v\":9007199254740993}"), "v")).isEqualTo(ColumnType.STRING);
        assertThat(type(seen(Catalogue.EMPTY, "{\"v\":-9223372036854775808}"), "v")).isEqualTo(ColumnType.STRING);
        assertThat(type(seen(Catalogue.EMPTY, "{\"v\":123456789012345678901234567890}"), "v"))
                .isEqualTo(ColumnType.STRING);
        assertThat(type(seen(Catalogue.EMPTY, "{\"v\":1e999}"), "v")).isEqualTo(ColumnType.STRING);
    }

    @Test
    void namesAreUniqueAlsoWhereCaseDoesNotCount() {
        Catalogue catalogue = seen(Catalogue.EMPTY,
                "{\"device\":\"x\",\"Temp\":1,\"temp\":2,\"a.b\":3,\"a b\":4,\"more\":5,\"\":6}");
        assertThat(names(catalogue.columns(catalogue.version()))).containsExactly("id", "time", "device", "kept",
                "data_device", "Temp", "temp_2", "a_b", "a_b_2", "data_more", "value");
    }

    @Test
    void beyondTheBoundFieldsShareTheLastColumn() {
        FieldScan scan = new FieldScan(Catalogue.EMPTY, 2);
        scan.see(bytes("{\"a\":1,\"b\":2,\"c\":3}"));
        Catalogue catalogue = scan.addedTo(Catalogue.EMPTY);
        assertThat(names(catalogue.columns(catalogue.version()))).containsExactly("id", "time", "device", "kept", "a",
                "b", "more");
        FieldScan later = new FieldScan(catalogue, 2);
        later.see(bytes("{\"d\":1}"));
        assertThat(later.addedTo(catalogue)).isSameAs(catalogue);
    }

    private static Catalogue seen(Catalogue before, String... events) {
        FieldScan scan = new FieldScan(before, MOST);
        for (String event : events) {
            scan.see(bytes(event));
        }
        return scan.addedTo(before);
    }

    private static ColumnType type(Catalogue catalogue, String name) {
        return catalogue.columns(catalogue.version()).stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow().type();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
