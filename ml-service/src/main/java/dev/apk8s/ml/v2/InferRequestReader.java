package dev.apk8s.ml.v2;

import dev.apk8s.ml.tensor.JsonBody;
import dev.apk8s.ml.tensor.NestedValues;
import dev.apk8s.ml.tensor.NestedValues.Shaped;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorType;
import dev.apk8s.ml.tensor.Values.MisfitException;
import dev.apk8s.ml.v2.InferRequest.WantedOutput;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads inference requests, in JSON, and with the binary tensor data extension: then the JSON has the length that
 * {@link #JSON_LENGTH} says, and the bytes of the inputs follow it in their order.
 */
final class InferRequestReader {
    static final String JSON_LENGTH = "Inference-Header-Content-Length";
    private static final int MOST = 256;

    private @Nullable String id;
    private boolean binary;
    private final List<Given> inputs = new ArrayList<>();
    private final List<WantedOutput> outputs = new ArrayList<>();

    private InferRequestReader() {}

    /**
     * @param jsonLength null if all of the body is JSON
     * @param announced how long the whole body is; negative if nobody said
     */
    static InferRequest read(JsonMapper json, InputStream body, @Nullable Integer jsonLength, long announced)
            throws IOException {
        InferRequestReader reader = new InferRequestReader();
        if (jsonLength == null) {
            JsonBody.read(json.createParser(body), reader::all);
            return reader.done(null, announced);
        }
        byte[] header = body.readNBytes(jsonLength);
        if (header.length < jsonLength) {
            throw ProblemException.invalidField(JSON_LENGTH, "the body is shorter");
        }
        JsonBody.read(json.createParser(header), reader::all);
        return reader.done(body, announced);
    }

    private boolean all(JsonParser parser) {
        JsonBody.members(parser, "", (name, inner) -> {
            switch (name) {
                case "id" -> id = JsonBody.text("id", inner);
                case "parameters" -> JsonBody.members(inner, "parameters", (parameter, value) -> {
                    if (parameter.equals("binary_data_output")) {
                        binary = JsonBody.truth("parameters.binary_data_output", value);
                    } else {
                        value.skipChildren();
                    }
                });
                case "inputs" -> list("inputs", inner, where -> inputs.add(Given.read(where, inner)));
                case "outputs" -> list("outputs", inner, where -> outputs.add(output(where, inner)));
                default -> throw ProblemException.invalidField(name, "is no member of an inference request");
            }
        });
        return true;
    }

    private interface Element {
        void read(String where);
    }

    private static void list(String field, JsonParser parser, Element element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw ProblemException.invalidField(field, "must be a list");
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == MOST) {
                throw ProblemException.invalidField(field, "must be at most " + MOST);
            }
            element.read(field + "[" + index + "]");
        }
    }

    private static WantedOutput output(String where, JsonParser parser) {
        String[] name = new String[1];
        Boolean[] bytes = new Boolean[1];
        JsonBody.members(parser, where, (member, inner) -> {
            switch (member) {
                case "name" -> name[0] = JsonBody.text(where + ".name", inner);
                case "parameters" -> JsonBody.members(inner, where + ".parameters", (parameter, value) -> {
                    switch (parameter) {
                        case "binary_data" -> bytes[0] = JsonBody.truth(where + ".parameters.binary_data", value);
                        case "classification" -> throw ProblemException.invalidField(
                                where + ".parameters.classification", "is an extension that is not supported");
                        default -> value.skipChildren();
                    }
                });
                default -> throw ProblemException.invalidField(where + "." + member, "is no member of an output");
            }
        });
        if (name[0] == null) {
            throw ProblemException.invalidField(where + ".name", "is required");
        }
        return new WantedOutput(name[0], bytes[0]);
    }

    private InferRequest done(@Nullable InputStream bytes, long announced) throws IOException {
        if (inputs.isEmpty()) {
            throw ProblemException.invalidField("inputs", "must have at least one input");
        }
        List<Tensor> tensors = new ArrayList<>();
        for (int index = 0; index < inputs.size(); index++) {
            tensors.add(inputs.get(index).tensor("inputs[" + index + "]", bytes, announced));
        }
        if (bytes != null && bytes.read() >= 0) {
            throw ProblemException.invalidField("inputs",
                    "the body has more bytes than binary_data_size of the inputs tells");
        }
        return new InferRequest(id, tensors, outputs, binary);
    }

    /** An input as it was given. */
    private record Given(String name, Shape shape, TensorType type, @Nullable Shaped data,
            @Nullable Long binarySize) {

        static Given read(String where, JsonParser parser) {
            Members members = new Members(where);
            JsonBody.members(parser, where, members::member);
            return members.done();
        }

        Tensor tensor(String where, @Nullable InputStream bytes, long announced) throws IOException {
            if (data != null) {
                if (data.shape().rank() > 1 && !data.shape().equals(shape)) {
                    throw JsonBody.misfit(where + ".data", new MisfitException("has lists of shape " + data.shape()
                            + ", but shape is " + shape));
                }
                try {
                    return data.values().tensor(name, type, shape);
                } catch (MisfitException misfit) {
                    throw JsonBody.misfit(where + ".data", misfit);
                }
            }
            if (bytes == null || binarySize == null) {
                throw ProblemException.invalidField(where + ".data", binarySize == null
                        ? "is required"
                        : "is required, since the header " + JSON_LENGTH + " was not given");
            }
            return BinaryTensors.read(where, bytes, announced, binarySize, name, type, shape);
        }
    }

    private static final class Members {
        private final String where;
        private @Nullable String name;
        private @Nullable Shape shape;
        private @Nullable TensorType type;
        private @Nullable Shaped data;
        private @Nullable Long binarySize;

        Members(String where) {
            this.where = where;
        }

        void member(String member, JsonParser parser) throws MisfitException {
            switch (member) {
                case "name" -> name = JsonBody.text(where + ".name", parser);
                case "shape" -> shape = JsonBody.shape(where + ".shape", parser);
                case "datatype" -> {
                    String given = JsonBody.text(where + ".datatype", parser);
                    type = TensorType.named(given).orElseThrow(() -> ProblemException.invalidField(
                            where + ".datatype",
                            "'" + given + "' is none of " + Arrays.toString(TensorType.values())));
                }
                case "data" -> data = NestedValues.read(parser);
                case "parameters" -> JsonBody.members(parser, where + ".parameters", (parameter, value) -> {
                    if (parameter.equals("binary_data_size")) {
                        binarySize = JsonBody.whole(where + ".parameters.binary_data_size", value);
                    } else {
                        value.skipChildren();
                    }
                });
                default -> throw ProblemException.invalidField(where + "." + member, "is no member of an input");
            }
        }

        Given done() {
            if (name == null) {
                throw ProblemException.invalidField(where + ".name", "is required");
            }
            if (shape == null) {
                throw ProblemException.invalidField(where + ".shape", "is required");
            }
            if (type == null) {
                throw ProblemException.invalidField(where + ".datatype", "is required");
            }
            if (data != null && binarySize != null) {
                throw ProblemException.invalidField(where + ".data", "must not be given beside binary_data_size");
            }
            return new Given(name, shape, type, data, binarySize);
        }
    }
}
