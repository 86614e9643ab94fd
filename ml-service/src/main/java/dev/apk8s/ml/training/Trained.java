package dev.apk8s.ml.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training gave.
 *
 * @param answers the columns of its output, if they have names
 * @param predicted by the trained model itself for the test rows, output after output: the exported one must say the same
 */
@SuppressWarnings("ArrayRecordComponent")
record Trained(ModelProto model, @Nullable List<String> answers, double[] predicted, Judge judge) {
    /** Measures outputs for the test rows. */
    interface Judge {
        /** @param outputs for the test rows, in their order, row after row */
        Map<String, Double> metrics(double[] outputs);
    }
}
