package dev.apk8s.ml.v2;

import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorError;
import dev.apk8s.ml.tensor.TensorSpec;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inference request.
 *
 * @param id given back with the answer
 * @param outputs that are asked for; empty for all
 * @param binary whether outputs are answered as bytes unless they say otherwise
 */
record InferRequest(@Nullable String id, List<Tensor> inputs, List<WantedOutput> outputs, boolean binary) {
    /** @param binary null if the request as a whole decides */
    record WantedOutput(String name, @Nullable Boolean binary) {}

    /** The inputs as the model takes them. */
    List<Tensor> inputs(Signature signature) {
        checkOutputs(signature);
        Set<String> given = new HashSet<>();
        for (int index = 0; index < inputs.size(); index++) {
            String where = "inputs[" + index + "]";
            Tensor input = inputs.get(index);
            if (!given.add(input.name())) {
                throw ProblemException.invalidField(where + ".name", "'" + input.name() + "' is given twice");
            }
            signature.input(input.name()).orElseThrow(() -> ProblemException.invalidField(where + ".name",
                    "the model has no input '" + input.name() + "': it has " + names(signature.inputs())))
                    .check(where, input);
        }
        List<Tensor> ordered = new ArrayList<>();
        for (TensorSpec spec : signature.inputs()) {
            ordered.add(inputs.stream().filter(input -> input.name().equals(spec.name())).findFirst()
                    .orElseThrow(() -> new ProblemException(TensorError.INVALID_INPUT,
                            "inputs: the input '" + spec.name() + "' is missing, " + spec.type() + " of shape "
                                    + spec.shape() + ".")
                            .with("field", "inputs").with("input", spec.name())));
        }
        return ordered;
    }

    private void checkOutputs(Signature signature) {
        for (int index = 0; index < outputs.size(); index++) {
            String name = outputs.get(index).name();
            if (signature.output(name).isEmpty()) {
                throw ProblemException.invalidField("outputs[" + index + "].name",
                        "the model has no output '" + name + "': it has " + names(signature.outputs()));
            }
        }
    }

    /** Whether an output is answered, and as bytes; empty if it was not asked for. */
    Optional<Boolean> wanted(String output) {
        if (outputs.isEmpty()) {
            return Optional.of(binary);
        }
        return outputs.stream().filter(wanted -> wanted.name().equals(output)).findFirst()
                .map(wanted -> wanted.binary() == null ? binary : wanted.binary());
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }
}
