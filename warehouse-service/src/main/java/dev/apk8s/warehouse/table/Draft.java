package dev.apk8s.warehouse.table;

import java.util.List;

/**
 * A table as it would be made.
 *
 * @param source with nothing left to be guessed
 * @param misfits in the sample; the first hundred
 */
record Draft(TableSource source, List<TableColumn> columns, SourceFiles files, List<Misfit> misfits) {}
