package dev.apk8s.ml.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains {@link AnomalyModel}: medians and median absolute deviations, which anomalies among the rows hardly move, and
 * where several clusters are asked for, Tribuo's k-means for their centres. A centre's radius is the distance that a
 * share {@code false_alarms} of usual rows would exceed if they were spread normally, found from the median distance.
 */
final class Anomaly {
    /** The median absolute deviation of a normal distribution with standard deviation 1 is its inverse. */
    private static final double MAD_TO_DEVIATION = 1.4826;
    /** A column that does not vary has no scale: a thousandth of its value is taken for one. */
    private static final double LEAST_SCALE = 1e-3;
    /** What fewer rows than this share are near to is no place for usual ones. */
    private static final double LEAST_CLUSTER = 0.02;
    private static final int ITERATIONS = 50;

    private Anomaly() {}

    static Trained train(TrainingData data, Split split, Map<String, Double> parameters) {
        AnomalyModel model = fit(data, split.train(), parameters.getOrDefault("clusters", 1.0).intValue(),
                parameters.getOrDefault("false_alarms", 1e-4), parameters.getOrDefault("seed", 0.0).longValue());
        double[] predicted = new double[2 * split.test().length];
        for (int index = 0; index < split.test().length; index++) {
            double score = model.score(data, split.test()[index]);
            predicted[2 * index] = score;
            predicted[2 * index + 1] = score > AnomalyModel.THRESHOLD ? 1 : 0;
        }
        return new Trained(AnomalyOnnx.of(model), List.of("score", "anomaly"), predicted,
                outputs -> metrics(data, split.test(), outputs));
    }

    static AnomalyModel fit(TrainingData data, int[] rows, int clusters, double falseAlarms, long seed) {
        double[] medians = new double[data.width()];
        double[] scales = new double[data.width()];
        for (int column = 0; column < data.width(); column++) {
            int place = column;
            double[] values = Arrays.stream(rows).mapToDouble(row -> data.value(row, place)).toArray();
            double median = median(values);
            medians[column] = median;
            double deviation = MAD_TO_DEVIATION
                    * median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
            scales[column] = deviation > 0 ? deviation : fallback(values, median);
        }
        AnomalyModel scaled = new AnomalyModel(medians, scales, List.of());
        List<double[]> places = Arrays.stream(rows).mapToObj(row -> scaled.scaled(data, row)).toList();
        double[][] centres = clusters == 1 ? new double[1][data.width()] : centres(places, clusters, seed);
        return new AnomalyModel(medians, scales, withRadii(centres, places, falseAlarms));
    }

    private static double fallback(double[] values, double median) {
        double squares = Arrays.stream(values).map(value -> (value - median) * (value - median)).sum();
        return Math.max(Math.sqrt(squares / values.length), LEAST_SCALE * Math.max(1, Math.abs(median)));
    }

    private static double[][] centres(List<double[]> places, int clusters, long seed) {
        ClusteringFactory factory = new ClusteringFactory();
        MutableDataset<ClusterID> rows = new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory),
                factory);
        String[] names = IntStream.range(0, places.getFirst().length).mapToObj("c%05d"::formatted)
                .toArray(String[]::new);
        for (double[] place : places) {
            rows.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, place));
        }
        DenseVector[] found = new KMeansTrainer(Math.min(clusters, places.size()), ITERATIONS, new L2Distance(),
                KMeansTrainer.Initialisation.PLUSPLUS, 1, seed).train(rows).getCentroidVectors();
        return Arrays.stream(found).map(DenseVector::toArray).toArray(double[][]::new);
    }

    private static List<AnomalyModel.Centre> withRadii(double[][] centres, List<double[]> places,
            double falseAlarms) {
        List<List<Double>> distances = new ArrayList<>();
        Arrays.stream(centres).forEach(_ -> distances.add(new ArrayList<>()));
        for (double[] place : places) {
            int nearest = 0;
            double least = Double.MAX_VALUE;
            for (int index = 0; index < centres.length; index++) {
                double distance = new AnomalyModel.Centre(centres[index], 1).score(place);
                if (distance < least) {
                    least = distance;
                    nearest = index;
                }
            }
            distances.get(nearest).add(least);
        }
        ChiSquaredDistribution squares = ChiSquaredDistribution.of(places.getFirst().length);
        double stretch = Math.sqrt(squares.inverseSurvivalProbability(falseAlarms)
                / squares.inverseSurvivalProbability(0.5));
        List<AnomalyModel.Centre> usual = new ArrayList<>();
        for (int index = 0; index < centres.length; index++) {
            double[] own = distances.get(index).stream().mapToDouble(Double::doubleValue).toArray();
            if (own.length >= LEAST_CLUSTER * places.size()) {
                usual.add(new AnomalyModel.Centre(centres[index], Math.max(median(own), LEAST_SCALE) * stretch));
            }
        }
        return usual;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Precision and recall where the rows are labelled; 1 where there is nothing to find, or nothing was said to be one. */
    private static Map<String, Double> metrics(TrainingData data, int[] rows, double[] outputs) {
        double found = 0;
        double hits = 0;
        double planted = 0;
        for (int index = 0; index < rows.length; index++) {
            boolean flagged = outputs[2 * index + 1] > 0;
            boolean real = data.targeted() && data.targets()[rows[index]] > 0;
            found += flagged ? 1 : 0;
            planted += real ? 1 : 0;
            hits += flagged && real ? 1 : 0;
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("flagged", found / rows.length);
        if (data.targeted()) {
            metrics.put("precision", found == 0 ? 1 : hits / found);
            metrics.put("recall", planted == 0 ? 1 : hits / planted);
        }
        return metrics;
    }
}
