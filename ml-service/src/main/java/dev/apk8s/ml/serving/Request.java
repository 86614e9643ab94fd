package dev.apk8s.ml.serving;

import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its turn.
 *
 * @param inputs in the order of the signature
 */
record Request(List<Tensor> inputs, CompletableFuture<List<Tensor>> answer) {
    static Request of(List<Tensor> inputs) {
        return new Request(inputs, new CompletableFuture<>());
    }

    int rows() {
        Tensor first = inputs.getFirst();
        return first.shape().rank() == 0 ? 1 : first.rowCount();
    }

    /** What two requests must have in common to be computed together: the shape of a row in each input. */
    List<Shape> rowShapes() {
        List<Shape> shapes = new ArrayList<>(inputs.size());
        for (Tensor input : inputs) {
            shapes.add(input.shape().row());
        }
        return shapes;
    }

    /** Whether all inputs have as many rows, so that they can be told apart again. */
    boolean isEven() {
        return inputs.stream().allMatch(input -> input.shape().rank() > 0 && input.rowCount() == rows());
    }
}
