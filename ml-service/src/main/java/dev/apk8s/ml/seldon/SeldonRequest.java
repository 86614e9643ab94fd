package dev.apk8s.ml.seldon;

import dev.apk8s.ml.tensor.JsonBody;
import dev.apk8s.ml.tensor.NestedValues;
import dev.apk8s.ml.tensor.NestedValues.Shaped;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorError;
import dev.apk8s.ml.tensor.TensorSpec;
import dev.apk8s.ml.tensor.Values;
import dev.apk8s.ml.tensor.Values.MisfitException;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A SeldonMessage with {@code data}
 * (<a href="https://docs.seldon.io/projects/seldon-core/en/latest/reference/apis/prediction.html">prediction API</a>).
 *
 * @param form in which the data was given, and is answered
 * @param names of the columns, if they were given
 */
record SeldonRequest(Form form, List<String> names, Shaped data) {
    private static final int MOST_NAMES = 10_000;

    enum Form {
        NDARRAY,
        TENSOR;

        String field() {
            return switch (this) {
                case NDARRAY -> "data.ndarray";
                case TENSOR -> "data.tensor";
            };
        }
    }

    static SeldonRequest read(JsonParser parser) {
        return JsonBody.read(parser, body -> {
            Reader reader = new Reader();
            JsonBody.members(body, "", reader::member);
            return reader.done();
        });
    }

    /** The one input of a model. */
    List<Tensor> inputs(Signature signature) {
        if (signature.inputs().size() != 1) {
            throw new ProblemException(TensorError.INVALID_INPUT, "The model has " + signature.inputs().size()
                    + " inputs, and this protocol gives one: use /v2/models/{model}/infer.");
        }
        TensorSpec spec = signature.inputs().getFirst();
        String where = form.field();
        if (!data.shape().fits(spec.shape())) {
            throw spec.misfit(where, "has shape " + data.shape() + ", but the model takes " + spec.shape()
                    + (spec.shape().isOpen() ? ", where -1 stands for any number of rows" : ""));
        }
        try {
            Tensor tensor = data.values().tensor(spec.name(), spec.type(), data.shape());
            return List.of(inOrder(spec, tensor));
        } catch (MisfitException misfit) {
            throw spec.misfit(where, String.valueOf(misfit.getMessage()));
        }
    }

    /** With the columns in the model's order, where both sides name them. */
    private Tensor inOrder(TensorSpec spec, Tensor tensor) {
        List<String> columns = spec.columns();
        if (names.isEmpty() || columns == null) {
            return tensor;
        }
        if (names.size() != columns.size() || new HashSet<>(names).size() != names.size()) {
            throw ProblemException.invalidField("data.names",
                    "must name each of the model's columns once: " + columns);
        }
        int[] from = new int[columns.size()];
        for (int index = 0; index < names.size(); index++) {
            int column = columns.indexOf(names.get(index));
            if (column < 0) {
                throw ProblemException.invalidField("data.names[" + index + "]",
                        "'" + names.get(index) + "' is no column of the model, which has " + columns);
            }
            from[column] = index;
        }
        return tensor instanceof Tensor.Numbers numbers ? Columns.inOrder(numbers, from) : tensor;
    }

    private static final class Reader {
        private @Nullable Form form;
        private @Nullable Shaped data;
        private final List<String> names = new ArrayList<>();

        void member(String name, JsonParser parser) {
            switch (name) {
                case "data" -> JsonBody.members(parser, "data", this::data);
                case "meta", "status" -> parser.skipChildren();
                case "binData", "strData", "jsonData", "customData" -> throw ProblemException.invalidField(name,
                        "is not taken by models: give data with ndarray or tensor");
                default -> throw ProblemException.invalidField(name, "is no member of this protocol's message");
            }
        }

        private void data(String name, JsonParser parser) throws MisfitException {
            switch (name) {
                case "names" -> names(parser);
                case "ndarray" -> given(Form.NDARRAY, NestedValues.read(parser));
                case "tensor" -> tensor(parser);
                default -> throw ProblemException.invalidField("data." + name,
                        "is not taken: give data.ndarray or data.tensor");
            }
        }

        private void names(JsonParser parser) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw ProblemException.invalidField("data.names", "must be a list of texts");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (names.size() == MOST_NAMES) {
                    throw ProblemException.invalidField("data.names", "must be at most " + MOST_NAMES);
                }
                names.add(JsonBody.text("data.names[" + names.size() + "]", parser));
            }
        }

        private void tensor(JsonParser parser) throws MisfitException {
            Shape[] shape = new Shape[1];
            Shaped[] values = new Shaped[1];
            JsonBody.members(parser, "data.tensor", (name, inner) -> {
                switch (name) {
                    case "shape" -> shape[0] = JsonBody.shape("data.tensor.shape", inner);
                    case "values" -> values[0] = NestedValues.read(inner);
                    default -> throw ProblemException.invalidField("data.tensor." + name, "is not taken");
                }
            });
            if (shape[0] == null || values[0] == null) {
                throw ProblemException.invalidField("data.tensor", "must have shape and values");
            }
            Values elements = values[0].values();
            if (shape[0].count() != elements.count()) {
                throw new MisfitException("has " + elements.count() + " values, which are not of shape " + shape[0]);
            }
            given(Form.TENSOR, new Shaped(elements, shape[0]));
        }

        private void given(Form given, Shaped values) {
            if (data != null) {
                throw ProblemException.invalidField("data", "must have ndarray or tensor, not both");
            }
            form = given;
            data = values;
        }

        SeldonRequest done() {
            if (form == null || data == null) {
                throw ProblemException.invalidField("data", "must have ndarray or tensor");
            }
            return new SeldonRequest(form, List.copyOf(names), data);
        }
    }
}
