package dev.apk8s.warehouse.table;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of a CSV file.
 *
 * @param misfit why there are no more, if that is the file's fault
 */
record CsvSample(String object, List<Line> lines, @Nullable Misfit misfit) {
    private static final int MOST_LINES = 2_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @param number of the line that the record begins in, from 1 */
    record Line(long number, List<String> fields) {}

    /**
     * Reads what there is.
     *
     * @param cut whether the file goes on after these bytes: the last record may not be whole then
     */
    static CsvSample of(String object, byte[] bytes, boolean cut, char separator) {
        List<Line> lines = new ArrayList<>();
        try (InputStream content = content(object, bytes);
                Reader reader = new CutReader(new InputStreamReader(content, StandardCharsets.UTF_8));
                CsvReader<CsvRecord> records = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true)
                        .allowExtraFields(true).allowMissingFields(true).ofCsvRecord(reader)) {
            Iterator<CsvRecord> each = records.iterator();
            while (each.hasNext() && lines.size() < MOST_LINES) {
                CsvRecord line = each.next();
                if (each.hasNext() || !cut) {
                    lines.add(new Line(line.getStartingLineNumber(), fields(line, lines.isEmpty())));
                }
            }
            return new CsvSample(object, lines, null);
        } catch (CsvParseException malformed) {
            long last = lines.isEmpty() ? 0 : lines.getLast().number();
            return new CsvSample(object, lines, Misfit.ofLine(object, last + 1, "is not CSV"));
        } catch (ZipException _) {
            return new CsvSample(object, lines, Misfit.ofFile(object, "is not compressed by gzip"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream content(String object, byte[] bytes) throws IOException {
        InputStream content = new ByteArrayInputStream(bytes);
        return object.endsWith(".gz") ? new GZIPInputStream(content) : content;
    }

    private static List<String> fields(CsvRecord line, boolean first) {
        List<String> fields = line.getFields();
        if (first && fields.getFirst().startsWith(BYTE_ORDER_MARK)) {
            List<String> without = new ArrayList<>(fields);
            without.set(0, fields.getFirst().substring(1));
            return without;
        }
        return fields;
    }

    /** Takes the end of a compressed file that was cut off for the end of what there is. */
    private static final class CutReader extends java.io.FilterReader {
        CutReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (EOFException _) {
                return -1;
            }
        }
    }
}
