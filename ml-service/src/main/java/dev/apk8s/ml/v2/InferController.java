package dev.apk8s.ml.v2;

import dev.apk8s.ml.serving.Answered;
import dev.apk8s.ml.serving.Predictor;
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
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/v2/models/{model}")
@Tag(name = "Open Inference Protocol V2")
final class InferController {
    private static final String EXAMPLE = """
            {"id":"42","inputs":[{"name":"input","shape":[1,11],"datatype":"FP32",\
            "data":[6.4,0.57,0.02,1.8,0.067,4.0,11.0,0.997,3.46,0.68,9.5]}]}""";
    private static final String ANSWER = """
            {"model_name":"SkLearnWineModel","model_version":"1","id":"42",\
            "outputs":[{"name":"output","shape":[1,1],"datatype":"FP32","data":[5.703684]}]}""";

    private final Predictor predictor;
    private final JsonMapper json;

    InferController(Predictor predictor, JsonMapper json) {
        this.predictor = predictor;
        this.json = json;
    }

    @PostMapping("/infer")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Infer by a model", description = """
            By the version in production, or where there is none, by the newest that is loaded. With the header \
            `Inference-Header-Content-Length` the body is that much JSON and then the bytes of the inputs that have \
            `parameters.binary_data_size`; `parameters.binary_data_output`, or `parameters.binary_data` of an output, \
            asks for bytes.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "200", description = "The outputs.", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"), examples = @ExampleObject(ANSWER)))
    ResponseEntity<byte[]> infer(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @RequestHeader(name = InferRequestReader.JSON_LENGTH, required = false) @Parameter(description = "How many bytes of the body are JSON.") @Nullable Integer jsonLength,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) throws IOException {
        return infer(caller, model, null, jsonLength, request);
    }

    @PostMapping("/versions/{version}/infer")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Infer by a version of a model", description = "As without a version; it must be loaded.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "200", description = "The outputs.", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"), examples = @ExampleObject(ANSWER)))
    ResponseEntity<byte[]> inferByVersion(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version,
            @RequestHeader(name = InferRequestReader.JSON_LENGTH, required = false) @Parameter(description = "How many bytes of the body are JSON.") @Nullable Integer jsonLength,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) throws IOException {
        return infer(caller, model, Versions.of(model, version), jsonLength, request);
    }

    private ResponseEntity<byte[]> infer(Caller caller, String model, @Nullable Integer version,
            @Nullable Integer jsonLength, HttpServletRequest request) throws IOException {
        if (jsonLength != null && (jsonLength < 0 || jsonLength > 8 << 20)) {
            throw ProblemException.invalidField(InferRequestReader.JSON_LENGTH, "must be 0 to 8388608");
        }
        InferRequest asked = InferRequestReader.read(json, request.getInputStream(), jsonLength,
                request.getContentLengthLong());
        Answered answered = predictor.predict(caller, model, version, asked::inputs);
        return InferAnswer.of(json, asked, answered);
    }
}
