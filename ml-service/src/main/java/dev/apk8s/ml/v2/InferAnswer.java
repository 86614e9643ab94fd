package dev.apk8s.ml.v2;

import dev.apk8s.ml.serving.Answered;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorJson;
import dev.apk8s.ml.tensor.TensorType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes inference responses: JSON alone, or with the bytes of some outputs behind it. */
final class InferAnswer {
    private InferAnswer() {}

    static ResponseEntity<byte[]> of(JsonMapper json, InferRequest request, Answered answered) {
        List<byte[]> binary = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(body)) {
            generator.writeStartObject();
            generator.writeStringProperty("model_name", answered.model());
            generator.writeStringProperty("model_version", Integer.toString(answered.version()));
            if (request.id() != null) {
                generator.writeStringProperty("id", request.id());
            }
            generator.writeArrayPropertyStart("outputs");
            for (Tensor output : answered.outputs()) {
                request.wanted(output.name()).ifPresent(bytes -> output(generator, output, bytes, binary));
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        if (binary.isEmpty()) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body.toByteArray());
        }
        int jsonLength = body.size();
        binary.forEach(body::writeBytes);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(InferRequestReader.JSON_LENGTH, Integer.toString(jsonLength)).body(body.toByteArray());
    }

    private static void output(JsonGenerator generator, Tensor output, boolean asBytes, List<byte[]> binary) {
        // JSON has no 16-bit floats: the protocol gives them as bytes only.
        boolean bytes = asBytes || output.type() == TensorType.FP16 || output.type() == TensorType.BF16;
        generator.writeStartObject();
        generator.writeStringProperty("name", output.name());
        TensorJson.writeShape(generator, output.shape());
        generator.writeStringProperty("datatype", output.type().name());
        if (bytes) {
            byte[] data = BinaryTensors.bytes(output);
            binary.add(data);
            generator.writeObjectPropertyStart("parameters");
            generator.writeNumberProperty("binary_data_size", data.length);
            generator.writeEndObject();
        } else {
            generator.writeName("data");
            TensorJson.writeFlat(generator, output);
        }
        generator.writeEndObject();
    }
}
