package dev.apk8s.ml.training;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.apk8s.platform.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Rows of CSV with a header. The separator is the one of comma, semicolon and tab that the header has most of. */
final class CsvRows {
    private static final int LONGEST_HEADER = 64 << 10;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_RECORD = 1 << 20;

    private CsvRows() {}

    static void read(InputStream body, DataBuilder builder) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8),
                LONGEST_HEADER);
        skipByteOrderMark(reader);
        char separator = separator(reader);
        try (CsvReader<CsvRecord> records = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true)
                .allowMissingFields(true).maxBufferSize(LONGEST_RECORD).ofCsvRecord(reader)) {
            Iterator<CsvRecord> each = records.iterator();
            if (!each.hasNext()) {
                throw DataBuilder.invalid("The data is empty.");
            }
            builder.header(each.next().getFields());
            long number = 0;
            while (each.hasNext()) {
                CsvRecord record = each.next();
                number++;
                builder.row(number, column -> number(column < record.getFieldCount() ? record.getField(column) : ""));
            }
        } catch (CsvParseException malformed) {
            throw new ProblemException(TrainingError.DATA_INVALID, "The data is not CSV.", malformed);
        }
    }

    private static double number(String field) {
        return switch (field) {
            case "" -> Double.NaN;
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.parseDouble(field);
        };
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_HEADER);
        int[] counts = new int[128];
        boolean quoted = false;
        for (int read = 0; read < LONGEST_HEADER - 1; read++) {
            int character = reader.read();
            if (character < 0 || character == '\n' && !quoted) {
                break;
            }
            quoted ^= character == '"';
            if (!quoted && character < counts.length) {
                counts[character]++;
            }
        }
        reader.reset();
        char best = ',';
        for (char candidate : new char[]{';', '\t'}) {
            best = counts[candidate] > counts[best] ? candidate : best;
        }
        return best;
    }
}
