package dev.apk8s.warehouse.table;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A table as it would be made.
 *
 * @param files how many files the prefix holds
 * @param bytes of them all
 * @param sampled how many of them were looked into
 * @param others objects under the prefix that are no files of the table; the first hundred
 * @param misfits what does not fit the columns, in what was looked into; the first hundred
 */
@Schema(name = "TableDraft")
record DraftView(TableSource source, List<ColumnView> columns, long files, long bytes, int sampled,
        List<String> others, List<Misfit> misfits) {

    static DraftView of(Draft draft) {
        return new DraftView(draft.source(), ColumnView.of(draft.columns()), draft.files().files(),
                draft.files().bytes(), draft.files().sample().size(), draft.files().others(), draft.misfits());
    }

    /** @param found the column's name in the files */
    @Schema(name = "TableDraftColumn")
    record ColumnView(String name, @Schema(example = "date") String type, String found) {
        static List<ColumnView> of(List<TableColumn> columns) {
            return columns.stream().map(column -> new ColumnView(column.name(), column.type().sql(), column.found()))
                    .toList();
        }
    }
}
