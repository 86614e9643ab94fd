package dev.apk8s.ml.training;

import dev.apk8s.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the columns that are wanted, up to a bound. */
final class DataBuilder {
    private static final int TICK = 1_000;
    private static final int FIRST = 1 << 12;

    private final @Nullable List<String> wanted;
    private final @Nullable String target;
    private final TrainingProperties properties;
    private final Tick tick;

    private @Nullable List<String> columns;
    private int[] places = {};
    private int targetPlace = -1;
    private double[] values = new double[FIRST];
    private double[] targets = new double[FIRST];
    private int rows;
    private long skipped;

    /**
     * @param wanted null for all columns but the target
     * @param target null if there is none
     */
    DataBuilder(@Nullable List<String> wanted, @Nullable String target, TrainingProperties properties, Tick tick) {
        this.wanted = wanted;
        this.target = target;
        this.properties = properties;
        this.tick = tick;
    }

    /** A row that is read. */
    interface Cells {
        /** The number in a column, or not-a-number if it is empty. @throws NumberFormatException if it is something else */
        double number(int column);
    }

    /** Begins a file, with the names of all its columns. */
    void header(List<String> names) {
        if (names.size() > properties.maxColumns()) {
            throw new ProblemException(TrainingError.DATA_TOO_LARGE,
                    "The data has more than " + properties.maxColumns() + " columns.");
        }
        if (columns == null) {
            List<String> chosen = wanted == null
                    ? names.stream().filter(name -> !name.equals(target)).toList()
                    : wanted;
            if (chosen.isEmpty()) {
                throw invalid("The data has no columns to learn from.");
            }
            columns = chosen;
        }
        places = columns.stream().mapToInt(name -> place(names, name)).toArray();
        targetPlace = target == null ? -1 : place(names, target);
    }

    private static int place(List<String> names, String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw invalid("The data has no column '" + name + "': it has " + names + ".");
        }
        return place;
    }

    /** @param number of the row in its source, from 1, for what is said of it */
    void row(long number, Cells cells) {
        List<String> names = columns();
        int width = places.length;
        if (rows == properties.maxRows() || (rows + 1L) * width > properties.maxValues()) {
            throw new ProblemException(TrainingError.DATA_TOO_LARGE, "A run takes " + properties.maxRows()
                    + " rows and " + properties.maxValues() + " values: select fewer, or a sample.");
        }
        if (values.length < (rows + 1) * width) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, (rows + 1) * width));
        }
        if (targets.length == rows) {
            targets = Arrays.copyOf(targets, 2 * rows);
        }
        for (int column = 0; column < width; column++) {
            double value = cell(number, cells, places[column], names.get(column));
            if (Double.isNaN(value)) {
                skipped++;
                return;
            }
            values[rows * width + column] = value;
        }
        double value = targetPlace < 0 ? 0 : cell(number, cells, targetPlace, String.valueOf(target));
        if (Double.isNaN(value)) {
            skipped++;
            return;
        }
        targets[rows] = value;
        rows++;
        if (rows % TICK == 0) {
            tick.at("reading", rows);
        }
    }

    private static double cell(long number, Cells cells, int place, String name) {
        try {
            double value = cells.number(place);
            if (Double.isInfinite(value)) {
                throw invalid("Row " + number + ", column '" + name + "': is infinite.");
            }
            return value;
        } catch (NumberFormatException notANumber) {
            throw new ProblemException(TrainingError.DATA_INVALID, "Row " + number + ", column '" + name
                    + "': is no number. Name the columns to learn from in 'columns', or select numbers.", notANumber);
        }
    }

    TrainingData done(String sha256) {
        if (rows < 2) {
            throw invalid("The data has " + rows + " rows with a value in every column; at least 2 are needed.");
        }
        return new TrainingData(columns(), values, targets, target != null, rows, skipped, sha256);
    }

    private List<String> columns() {
        if (columns == null) {
            throw invalid("The data has no header.");
        }
        return columns;
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(TrainingError.DATA_INVALID, detail);
    }
}
