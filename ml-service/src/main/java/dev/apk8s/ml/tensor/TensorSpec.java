package dev.apk8s.ml.tensor;

import dev.apk8s.platform.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input or output as a model declares it.
 *
 * @param shape -1 stands for any length
 * @param columns what the last dimension holds, by name, where it is known
 */
public record TensorSpec(String name, TensorType type, Shape shape, @Nullable List<String> columns) {
    public TensorSpec withColumns(@Nullable List<String> names) {
        return new TensorSpec(name, type, shape, names);
    }

    /**
     * Refuses a tensor that the model does not take here.
     *
     * @param where the input in the request, such as {@code inputs[0]}
     */
    public void check(String where, Tensor given) {
        if (given.type() != type) {
            throw misfit(where, "has datatype " + given.type() + ", but the model takes " + type);
        }
        if (!given.shape().fits(shape)) {
            throw misfit(where, "has shape " + given.shape() + ", but the model takes " + shape
                    + (shape.dimensions().contains(-1L) ? ", where -1 stands for any length" : ""));
        }
    }

    /** An error in what was given for this input. */
    public ProblemException misfit(String where, String message) {
        return new ProblemException(TensorError.INVALID_INPUT, where + " (input '" + name + "') " + message + ".")
                .with("field", where).with("input", name);
    }
}
