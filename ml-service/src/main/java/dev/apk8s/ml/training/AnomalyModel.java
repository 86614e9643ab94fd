package dev.apk8s.ml.training;

import java.util.List;

/**
 * Scores a reading by how far it is from what is usual. Each value is put into robust scales, {@code z = (x - median) /
 * scale}; the score is the distance of z to the nearest centre, divided by that centre's radius. Above 1 it is an anomaly.
 */
@SuppressWarnings("ArrayRecordComponent")
record AnomalyModel(double[] medians, double[] scales, List<Centre> centres) {
    static final double THRESHOLD = 1;

    /** @param place in robust scales */
    record Centre(double[] place, double radius) {
        double score(double[] z) {
            double squares = 0;
            for (int index = 0; index < z.length; index++) {
                squares += (z[index] - place[index]) * (z[index] - place[index]);
            }
            return Math.sqrt(squares) / radius;
        }
    }

    double[] scaled(TrainingData data, int row) {
        double[] z = new double[medians.length];
        for (int column = 0; column < z.length; column++) {
            z[column] = (data.value(row, column) - medians[column]) / scales[column];
        }
        return z;
    }

    double score(TrainingData data, int row) {
        double[] z = scaled(data, row);
        return centres.stream().mapToDouble(centre -> centre.score(z)).min().orElseThrow();
    }
}
