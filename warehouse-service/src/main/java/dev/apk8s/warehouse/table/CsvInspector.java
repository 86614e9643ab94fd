package dev.apk8s.warehouse.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.lake.Lake;
import dev.apk8s.warehouse.lake.LakeObject;

/** Finds the columns of CSV files, and what does not fit them. */
@Component
final class CsvInspector {
    private final Lake lake;
    private final TableProperties properties;

    CsvInspector(Lake lake, TableProperties properties) {
        this.lake = lake;
        this.properties = properties;
    }

    Draft inspect(String authorization, TableSource source, SourceFiles files,
            @Nullable List<TableRequest.Column> wanted) {
        int length = Math.toIntExact(properties.sampleBytes().toBytes());
        List<CsvSample> samples = new ArrayList<>();
        for (LakeObject file : files.sample()) {
            samples.add(CsvSample.of(file.key(),
                    lake.read(authorization, source.requiredBucket(), file, 0, length), file.size() > length,
                    source.fieldSeparator()));
        }
        List<String> first = samples.stream().filter(sample -> !sample.lines().isEmpty()).findFirst()
                .map(sample -> sample.lines().getFirst().fields())
                .orElseThrow(() -> new ProblemException(TableError.TABLE_HAS_NO_FILES, "All files are empty."));
        boolean header = source.header() == null ? looksLikeHeader(first) : source.header();
        List<TableColumn> columns = columns(samples, first, header);
        if (wanted != null) {
            columns = TableRequest.Column.inOrder(columns, wanted);
        }
        Misfits misfits = new Misfits(columns, header ? first : null);
        samples.forEach(misfits::add);
        return new Draft(source.resolved(FileFormat.CSV, header), columns, files, misfits.found());
    }

    private static boolean looksLikeHeader(List<String> fields) {
        return new HashSet<>(fields).size() == fields.size() && fields.stream().allMatch(field -> {
            TypeGuess guess = new TypeGuess();
            guess.see(field);
            return !field.isBlank() && guess.type().kind() == ColumnType.Kind.VARCHAR;
        });
    }

    private static List<TableColumn> columns(List<CsvSample> samples, List<String> first, boolean header) {
        List<TypeGuess> guesses = new ArrayList<>();
        first.forEach(_ -> guesses.add(new TypeGuess()));
        for (CsvSample sample : samples) {
            for (CsvSample.Line line : sample.lines().subList(Math.min(header ? 1 : 0, sample.lines().size()),
                    sample.lines().size())) {
                for (int index = 0; index < Math.min(guesses.size(), line.fields().size()); index++) {
                    guesses.get(index).see(line.fields().get(index));
                }
            }
        }
        List<TableColumn> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int index = 0; index < guesses.size(); index++) {
            String found = header ? first.get(index) : "column_" + (index + 1);
            columns.add(new TableColumn(name(found, taken), guesses.get(index).type(), found,
                    ColumnType.of(ColumnType.Kind.VARCHAR)));
        }
        return columns;
    }

    /** A name that needs no quotes in SQL, once each. */
    private static String name(String found, Set<String> taken) {
        String plain = found.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String base = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "c_" + plain : plain;
        String short60 = base.length() > 60 ? base.substring(0, 60) : base;
        String name = short60;
        for (int number = 2; !taken.add(name); number++) {
            name = short60 + "_" + number;
        }
        return name;
    }
}
