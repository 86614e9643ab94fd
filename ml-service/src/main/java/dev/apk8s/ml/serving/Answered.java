package dev.apk8s.ml.serving;

import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.Tensor;
import java.util.List;

/** What a model answered, and which version of it did. */
public record Answered(String model, int version, Signature signature, List<Tensor> outputs) {}
