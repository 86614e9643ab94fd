package dev.apk8s.ml.training;

import java.util.List;

/**
 * Rows to train on, in memory.
 *
 * @param columns by name
 * @param values row after row
 * @param targets one a row: what is to be predicted, or 1 and 0 for what is an anomaly and what is not
 * @param targeted whether there are targets
 * @param skipped rows that had no value in one of the columns
 * @param sha256 of what was read, in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent")
record TrainingData(List<String> columns, double[] values, double[] targets, boolean targeted, int rows, long skipped,
        String sha256) {
    int width() {
        return columns.size();
    }

    double value(int row, int column) {
        return values[row * width() + column];
    }
}
