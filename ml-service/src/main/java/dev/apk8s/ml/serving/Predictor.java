package dev.apk8s.ml.serving;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where all wire forms meet: inputs in, outputs out, by the version that is to answer. */
@Component
public final class Predictor {
    private final Serving serving;
    private final PredictionRecorder recorder;
    private final ServingProperties properties;
    private final Counter rows;
    private final Counter refused;

    Predictor(Serving serving, PredictionRecorder recorder, ServingProperties properties, MeterRegistry meters) {
        this.serving = serving;
        this.recorder = recorder;
        this.properties = properties;
        rows = meters.counter("apk8s_ml_predictions_rows");
        refused = meters.counter("apk8s_ml_predictions_refused");
    }

    /**
     * Computes a prediction. Where the model is to record, the answer is given when the log has the record.
     *
     * @param version null for the one that answers unless another is asked for
     */
    public Answered predict(Caller caller, String model, @Nullable Integer version, Inputs inputs) {
        Serving.Held held = serving.hold(caller.tenant(), model, version);
        try {
            ModelVersion used = held.loaded().version();
            Signature signature = used.signature();
            List<Tensor> given = inputs.of(signature);
            List<Tensor> outputs = compute(held, given);
            rows.increment(given.getFirst().shape().rank() == 0 ? 1 : given.getFirst().rowCount());
            if (held.model().settings().record()) {
                recorder.record(caller, held.model(), used, given, outputs);
            }
            return new Answered(model, used.version(), signature, outputs);
        } finally {
            held.loaded().release();
        }
    }

    private List<Tensor> compute(Serving.Held held, List<Tensor> given) {
        try {
            return held.loaded().predict(given, properties.timeout());
        } catch (ProblemException problem) {
            if (problem.code() == PredictionError.PREDICTION_QUEUE_FULL
                    || problem.code() == PredictionError.PREDICTION_TIMED_OUT) {
                refused.increment();
            }
            throw problem;
        }
    }

    /** Whether this replica has it ready. */
    public boolean isReady(Model model, ModelVersion version) {
        return version.loaded() && serving.isLoaded(model, version);
    }
}
