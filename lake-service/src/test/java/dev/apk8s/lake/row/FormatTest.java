package dev.apk8s.lake.row;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.apk8s.platform.event.Event;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final Instant TIME = Instant.parse("2026-11-25T03:00:00.123456789Z");
    private static final long KEPT = 1_795_575_601_000L;

    @Test
    void csvIsRfc4180() throws IOException {
        String csv = new String(written(Format.CSV, 500,
                "{\"temp\":20.50,\"ok\":true,\"label\":\"a, \\\"b\\\"\\nc\",\"at\":{\"x\": [1, 2.0]},\"none\":null}",
                "{\"label\":\"\",\"temp\":1e3}"), StandardCharsets.UTF_8);
        assertThat(csv).isEqualTo("id,time,device,kept,temp,ok,label,at\r\n"
                + "e-0,2026-11-25T03:00:00.123456Z,d,2026-11-25T03:00:01Z,20.50,true,\"a, \"\"b\"\"\nc\","
                + "\"{\"\"x\"\":[1,2.0]}\"\r\n"
                + "e-1,2026-11-25T03:00:00.123456Z,d,2026-11-25T03:00:01Z,1e3,,\"\",\r\n");
    }

    @Test
    void whatHasNoColumnIsInTheLastOne() throws IOException {
        assertThat(csv(2, "{\"a\":1,\"b\":2,\"c\":{\"d\":3.10},\"e\":\"f\"}").getFirst().getFields().getLast())
                .isEqualTo("{\"c\":{\"d\":3.10},\"e\":\"f\"}");
    }

    @Test
    void whatIsNoObjectIsInAColumnOfItsOwn() throws IOException {
        List<CsvRecord> rows = csv(500, "[1,2]", "{\"a\":1", "{\"a\":1} ", "");
        assertThat(rows).extracting(row -> row.getFields().subList(4, 6)).containsExactly(List.of("[1,2]", ""),
                List.of("{\"a\":1", ""), List.of("", "1"), List.of("", ""));
    }

    @Test
    void parquetHasTypes() throws IOException {
        byte[] file = written(Format.PARQUET, 500, "{\"temp\":20.5,\"ok\":true,\"label\":\"ü\",\"mixed\":1}",
                "{\"mixed\":\"two\"}");
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader rows = reader.rowReader()) {
            assertThat(rows.hasNext()).isTrue();
            rows.next();
            assertThat(rows.getString(0)).isEqualTo("e-0");
            assertThat(rows.getTimestamp(1)).isEqualTo(Instant.parse("2026-11-25T03:00:00.123456Z"));
            assertThat(rows.getTimestamp(3)).isEqualTo(Instant.ofEpochMilli(KEPT));
            assertThat(rows.getDouble(4)).isEqualTo(20.5);
            assertThat(rows.getBoolean(5)).isTrue();
            assertThat(rows.getString(6)).isEqualTo("ü");
            assertThat(rows.getString(7)).isEqualTo("1");
            rows.next();
            assertThat(rows.isNull(4)).isTrue();
            assertThat(rows.getString(7)).isEqualTo("two");
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void aFileWithoutRowsIsWhole() throws IOException {
        assertThat(new String(written(Format.CSV, 500), StandardCharsets.UTF_8)).isEqualTo("id,time,device,kept\r\n");
        try (ParquetFileReader reader = ParquetFileReader
                .open(InputFile.of(ByteBuffer.wrap(written(Format.PARQUET, 500))));
                RowReader rows = reader.rowReader()) {
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void theSameEventsGiveTheSameBytes() throws IOException {
        for (Format format : Format.values()) {
            assertThat(written(format, 500, "{\"a\":1,\"b\":\"x\"}", "{\"c\":[1]}")).as(format.label())
                    .isEqualTo(written(format, 500, "{\"a\":1,\"b\":\"x\"}", "{\"c\":[1]}"));
        }
    }

    private static List<CsvRecord> csv(int most, String... events) throws IOException {
        String text = new String(written(Format.CSV, most, events), StandardCharsets.UTF_8);
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().skip(1).toList();
        }
    }

    private static byte[] written(Format format, int most, String... events) throws IOException {
        FieldScan scan = new FieldScan(Catalogue.EMPTY, most);
        for (String event : events) {
            scan.see(event.getBytes(StandardCharsets.UTF_8));
        }
        Catalogue catalogue = scan.addedTo(Catalogue.EMPTY);
        List<Column> columns = catalogue.columns(catalogue.version());
        Rows rows = new Rows(columns, columns);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RowWriter writer = format.open(file, columns, 1 << 20)) {
            for (int number = 0; number < events.length; number++) {
                writer.write(rows.row(new Event("e-" + number, "/devices/d", "t", TIME, null, "default", "d",
                        events[number].getBytes(StandardCharsets.UTF_8)), KEPT));
            }
            writer.close();
        }
        return file.toByteArray();
    }
}
