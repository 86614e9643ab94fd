package dev.apk8s.ml.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model takes and what it gives. */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public Optional<TensorSpec> input(String name) {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
    }

    public Optional<TensorSpec> output(String name) {
        return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    /** The same with names for the columns of the first input and of the first output. */
    public Signature withColumns(@Nullable List<String> in, @Nullable List<String> out) {
        List<TensorSpec> named = new ArrayList<>(inputs);
        named.set(0, inputs.getFirst().withColumns(in));
        List<TensorSpec> answered = new ArrayList<>(outputs);
        answered.set(0, outputs.getFirst().withColumns(out));
        return new Signature(named, answered);
    }
}
