package dev.apk8s.ml.serving;

import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.Tensor;
import java.util.List;

/** Makes the inputs of a request, once it is known which version answers and what it takes. */
@FunctionalInterface
public interface Inputs {
    /** All inputs of the signature, in its order, checked against it. */
    List<Tensor> of(Signature signature);
}
