package dev.apk8s.ml.seldon;

import dev.apk8s.ml.serving.Answered;
import dev.apk8s.ml.serving.Predictor;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorJson;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Predictions (Seldon v1)", description = "The wire form of Seldon Core's protocol v1.")
final class SeldonController {
    private static final String EXAMPLE = """
            {"data":{"ndarray":[[6.4,0.57,0.02,1.8,0.067,4.0,11.0,0.997,3.46,0.68,9.5]]}}""";
    private static final String ANSWER = """
            {"data":{"names":[],"ndarray":[5.703684]},"meta":{}}""";

    private final Predictor predictor;
    private final SeldonProperties properties;
    private final JsonMapper json;

    SeldonController(Predictor predictor, SeldonProperties properties, JsonMapper json) {
        this.predictor = predictor;
        this.properties = properties;
        this.json = json;
    }

    @PostMapping("/api/v1.0/predictions")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Predict by the tenant's default model", description = """
            The model that is named in the settings answers (`SkLearnWineModel`). Otherwise as the route by model.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "200", description = "The prediction.", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"), examples = @ExampleObject(ANSWER)))
    ResponseEntity<byte[]> predict(@Parameter(hidden = true) HttpServletRequest request, Caller caller)
            throws IOException {
        return predict(caller, properties.defaultModel(), request);
    }

    @PostMapping("/seldon/{namespace}/{model}/api/v1.0/predictions")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Predict by a model", description = """
            `data.ndarray` is a list of rows; `data.tensor` has `shape` and `values`; the answer has the same form. The \
            namespace is the caller's tenant. With `data.names` the columns may come in any order. Where an output has \
            one column without a name, its rows are answered as a plain list, as scikit-learn does.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "200", description = "The prediction.", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"), examples = @ExampleObject(ANSWER)))
    ResponseEntity<byte[]> predict(@PathVariable @Parameter(example = "default") String namespace,
            @PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) throws IOException {
        if (!namespace.equals(caller.tenant())) {
            throw ProblemException.notFound("There is no model '" + model + "' in '" + namespace + "'.");
        }
        return predict(caller, model, request);
    }

    private ResponseEntity<byte[]> predict(Caller caller, String model, HttpServletRequest request)
            throws IOException {
        SeldonRequest asked = SeldonRequest.read(json.createParser(request.getInputStream()));
        Answered answered = predictor.predict(caller, model, null, asked::inputs);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(written(asked.form(), answered));
    }

    private byte[] written(SeldonRequest.Form form, Answered answered) {
        Tensor output = answered.outputs().getFirst();
        List<String> columns = answered.signature().outputs().getFirst().columns();
        Shape shape = columns == null && output.shape().rank() == 2 && output.shape().dimension(1) == 1
                ? Shape.of(output.shape().dimension(0))
                : output.shape();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeObjectPropertyStart("data");
            generator.writeArrayPropertyStart("names");
            (columns == null ? List.<String>of() : columns).forEach(generator::writeString);
            generator.writeEndArray();
            switch (form) {
                case NDARRAY -> {
                    generator.writeName("ndarray");
                    TensorJson.writeNested(generator, output, shape);
                }
                case TENSOR -> {
                    generator.writeObjectPropertyStart("tensor");
                    TensorJson.writeShape(generator, shape);
                    generator.writeName("values");
                    TensorJson.writeFlat(generator, output);
                    generator.writeEndObject();
                }
            }
            generator.writeEndObject();
            generator.writeObjectPropertyStart("meta");
            generator.writeEndObject();
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
