package dev.apk8s.ml.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.SparseModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.slm.ElasticNetCDTrainer;
import org.tribuo.regression.slm.SparseLinearModel;

/** Trains by Tribuo's coordinate descent, with the parameters that scikit-learn's ElasticNet has. */
final class ElasticNet {
    private static final String TARGET = "target";
    private static final String DOMAIN = "dev.apk8s";

    private ElasticNet() {}

    static Trained train(TrainingData data, Split split, Map<String, Double> parameters) {
        RegressionFactory factory = new RegressionFactory();
        MutableDataset<Regressor> rows = new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory),
                factory);
        String[] names = names(data.width());
        for (int row : split.train()) {
            rows.add(example(data, names, row));
        }
        ElasticNetCDTrainer trainer = new ElasticNetCDTrainer(parameters.getOrDefault("alpha", 1.0),
                parameters.getOrDefault("l1_ratio", 0.5), parameters.getOrDefault("tolerance", 1e-4),
                parameters.getOrDefault("iterations", 1000.0).intValue(), false,
                parameters.getOrDefault("seed", 0.0).longValue());
        SparseModel<Regressor> model = trainer.train(rows, Map.<String, Provenance>of());
        double[] predicted = Arrays.stream(split.test())
                .mapToDouble(row -> model.predict(example(data, names, row)).getOutput().getValues()[0]).toArray();
        double[] actual = Arrays.stream(split.test()).mapToDouble(row -> data.targets()[row]).toArray();
        return new Trained(exported(model), null, predicted, outputs -> metrics(actual, outputs));
    }

    /** Tribuo writes where a model comes from into it; what of that may leave the house is in the registry. */
    private static ModelProto exported(SparseModel<Regressor> model) {
        if (!(model instanceof SparseLinearModel linear)) {
            throw new IllegalStateException("Tribuo trained a " + model.getClass());
        }
        ModelProto.Builder proto = linear.exportONNXModel(DOMAIN, 1).toBuilder().clearMetadataProps()
                .clearDocString();
        proto.getGraphBuilder().clearDocString();
        return proto.build();
    }

    /** Tribuo orders features by name: these names are in the order of the columns. */
    private static String[] names(int width) {
        return IntStream.range(0, width).mapToObj("c%05d"::formatted).toArray(String[]::new);
    }

    private static ArrayExample<Regressor> example(TrainingData data, String[] names, int row) {
        double[] values = Arrays.copyOfRange(data.values(), row * data.width(), (row + 1) * data.width());
        return new ArrayExample<>(new Regressor(TARGET, data.targets()[row]), names, values);
    }

    /** As the book logs them; r2 is 0 where the target does not vary. */
    static Map<String, Double> metrics(double[] actual, double[] predicted) {
        double mean = Arrays.stream(actual).average().orElse(0);
        double squares = 0;
        double absolutes = 0;
        double variance = 0;
        for (int index = 0; index < actual.length; index++) {
            double error = actual[index] - predicted[index];
            squares += error * error;
            absolutes += Math.abs(error);
            variance += (actual[index] - mean) * (actual[index] - mean);
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rmse", Math.sqrt(squares / actual.length));
        metrics.put("mae", absolutes / actual.length);
        metrics.put("r2", variance == 0 ? 0 : 1 - squares / variance);
        return metrics;
    }
}
