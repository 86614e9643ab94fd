package dev.apk8s.warehouse.table;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;

/** Looks into files and makes tables of them. */
@Component
final class TableMaker {
    private final SourceFileReader files;
    private final CsvInspector csv;
    private final ParquetInspector parquet;
    private final Tables tables;
    private final TableProperties properties;

    TableMaker(SourceFileReader files, CsvInspector csv, ParquetInspector parquet, Tables tables,
            TableProperties properties) {
        this.files = files;
        this.csv = csv;
        this.parquet = parquet;
        this.tables = tables;
        this.properties = properties;
    }

    Draft draft(String authorization, TableRequest request) {
        TableSource source = request.requiredSource();
        SourceFiles found = files.list(authorization, source);
        return switch (found.format()) {
            case CSV -> csv.inspect(authorization, source, found, request.columns());
            case PARQUET -> parquet.inspect(authorization, source, found, request.columns());
        };
    }

    MadeTable make(String authorization, TableRequest request, Caller caller) {
        TableName name = TableName.of(caller, request.schema(), request.name());
        tables.requireAbsent(name);
        Draft draft = draft(authorization, request);
        requireFit(draft.misfits());
        String location = draft.source().location(caller, properties.scheme());
        boolean shown = false;
        tables.makeFiles(name, draft, location);
        try {
            if (draft.files().bytes() <= properties.checkBytes().toBytes()) {
                requireFit(tables.misfits(name, draft, location));
            }
            tables.show(name, draft);
            shown = true;
        } finally {
            if (!shown) {
                tables.dropFiles(name);
            }
        }
        return tables.read(name);
    }

    private static void requireFit(List<Misfit> misfits) {
        if (!misfits.isEmpty()) {
            throw new ProblemException(TableError.TABLE_FILES_DO_NOT_FIT,
                    "Some files do not fit; the member 'misfits' tells which. Mend them, or give columns that fit.")
                    .with("misfits", misfits);
        }
    }
}
