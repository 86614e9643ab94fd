package dev.apk8s.warehouse.table;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Collects what does not fit, the first of it. */
final class Misfits {
    private static final int MOST = 100;

    private final List<TableColumn> columns;
    private final @Nullable List<String> header;
    private final List<Misfit> found = new ArrayList<>();

    /** @param header the first line that every file must have, if any */
    Misfits(List<TableColumn> columns, @Nullable List<String> header) {
        this.columns = columns;
        this.header = header;
    }

    void add(CsvSample sample) {
        boolean first = true;
        for (CsvSample.Line line : sample.lines()) {
            if (first && header != null) {
                if (!header.equals(line.fields())) {
                    add(Misfit.ofLine(sample.object(), line.number(),
                            "names other columns than the first file: " + String.join(",", line.fields())));
                }
            } else {
                add(sample.object(), line);
            }
            first = false;
        }
        if (sample.misfit() != null) {
            add(sample.misfit());
        }
    }

    private void add(String object, CsvSample.Line line) {
        if (line.fields().size() != columns.size()) {
            add(Misfit.ofLine(object, line.number(),
                    "has " + line.fields().size() + " fields, not " + columns.size()));
            return;
        }
        for (int index = 0; index < columns.size(); index++) {
            String field = line.fields().get(index);
            if (!columns.get(index).type().fits(field)) {
                add(Misfit.ofValue(object, line.number(), columns.get(index), field));
            }
        }
    }

    private void add(Misfit misfit) {
        if (found.size() < MOST) {
            found.add(misfit);
        }
    }

    List<Misfit> found() {
        return List.copyOf(found);
    }
}
