package dev.apk8s.ml.training;

import dev.apk8s.ml.lake.Access;
import dev.apk8s.ml.model.ModelFiles;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelRegistry.Description;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.model.Origin;
import dev.apk8s.ml.model.Stage;
import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.OnnxSessions;
import dev.apk8s.ml.serving.Deployments;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes a run from its data to a registered model. */
@Component
class Trainer {
    private static final int ROWS_AT_ONCE = 1_000;
    /** The exported model computes in 32 bits. */
    private static final double TOLERANCE = 1e-3;

    private final SourceReader sources;
    private final OnnxSessions sessions;
    private final ModelRegistry registry;
    private final Deployments deployments;

    Trainer(SourceReader sources, OnnxSessions sessions, ModelRegistry registry, Deployments deployments) {
        this.sources = sources;
        this.sessions = sessions;
        this.registry = registry;
        this.deployments = deployments;
    }

    Run.Result train(Run run, Caller caller, Access access, Tick tick) throws IOException {
        Run.Plan plan = run.plan();
        tick.at("reading", 0);
        TrainingData data = sources.read(plan, access, tick);
        tick.at("training", data.rows());
        Split split = Split.of(data.rows(), plan.parameters().getOrDefault("seed", 0.0).longValue(), plan.test());
        Trained trained = switch (plan.algorithm()) {
            case ELASTIC_NET -> ElasticNet.train(data, split, plan.parameters());
            case ANOMALY -> Anomaly.train(data, split, plan.parameters());
        };
        tick.at("verifying", data.rows());
        Path file = Files.createTempFile("apk8s-trained", ".onnx");
        try {
            ModelFiles.Hashed hashed = ModelFiles.spool(new ByteArrayInputStream(trained.model().toByteArray()), file,
                    _ -> {});
            double[] outputs = outputs(file, data, split.test(), trained.predicted().length);
            verify(trained.predicted(), outputs);
            Map<String, Double> metrics = trained.judge().metrics(outputs);
            tick.at(Run.REGISTERING, data.rows());
            ModelVersion version = registry.register(caller, plan.model(), hashed,
                    new Description(data.columns(), trained.answers(), metrics, origin(run, data)));
            if (plan.stage() != Stage.NONE) {
                deployments.stage(run.tenant(), plan.model(), version.version(), plan.stage());
            }
            return new Run.Result(metrics, version.version(), data.rows(), data.skipped(), split.test().length,
                    data.sha256(), data.columns());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Origin origin(Run run, TrainingData data) {
        Run.Plan plan = run.plan();
        return new Origin(run.experiment(), run.id(), plan.algorithm().wireName(), plan.parameters(),
                plan.source().named(), plan.source() instanceof Source.Snapshot snapshot ? snapshot.id() : null,
                data.sha256(), data.rows());
    }

    private double[] outputs(Path file, TrainingData data, int[] rows, int expected) throws IOException {
        double[] outputs = new double[expected];
        int at = 0;
        try (OnnxSession session = sessions.open(file)) {
            String input = session.signature().inputs().getFirst().name();
            for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, rows.length - from);
                float[] values = new float[count * data.width()];
                for (int row = 0; row < count; row++) {
                    for (int column = 0; column < data.width(); column++) {
                        values[row * data.width() + column] = (float) data.value(rows[from + row], column);
                    }
                }
                Tensor given = Tensor.Numbers.ofFloats(input, Shape.of(count, data.width()), values);
                Tensor answered = session.run(List.of(given)).getFirst();
                for (int index = 0; index < answered.count() && answered instanceof Tensor.Numbers numbers; index++) {
                    outputs[at++] = numbers.number(index);
                }
            }
        }
        return outputs;
    }

    private static void verify(double[] predicted, double[] exported) {
        for (int index = 0; index < predicted.length; index++) {
            double difference = Math.abs(predicted[index] - exported[index]);
            if (!(difference <= TOLERANCE * Math.max(1, Math.abs(predicted[index])))) {
                throw new ProblemException(TrainingError.EXPORT_DIFFERS,
                        "The model was not registered, since its ONNX form answers " + exported[index]
                                + " where the trained one answers " + predicted[index] + ".");
            }
        }
    }
}
