package dev.apk8s.ml.v2;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.ml.serving.Deployments;
import dev.apk8s.ml.tensor.TensorSpec;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is told of the server and of models. */
@RestController
@RequestMapping("/v2")
@Tag(name = "Open Inference Protocol V2", description = "The protocol of KServe, Triton, MLServer and others.")
final class MetadataController {
    private static final String PLATFORM = "onnxruntime_onnx";

    private final ModelRegistry registry;

    MetadataController(ModelRegistry registry) {
        this.registry = registry;
    }

    @Schema(name = "V2Live")
    record Live(boolean live) {}

    @Schema(name = "V2Ready")
    record Ready(boolean ready) {}

    @Schema(name = "V2Server")
    record Server(String name, String version, List<String> extensions) {}

    @Schema(name = "V2ModelReady")
    record ModelReady(String name, boolean ready) {}

    @Schema(name = "V2Tensor")
    record TensorMetadata(String name, String datatype, List<Long> shape) {
        static List<TensorMetadata> of(List<TensorSpec> specs) {
            return specs.stream().map(
                    spec -> new TensorMetadata(spec.name(), spec.type().name(), spec.shape().dimensions())).toList();
        }
    }

    /** @param versions that are loaded; of one version, that version */
    @Schema(name = "V2Model")
    record ModelMetadata(String name, List<String> versions, String platform, List<TensorMetadata> inputs,
            List<TensorMetadata> outputs) {}

    @GetMapping("/health/live")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See whether the server runs")
    Live live() {
        return new Live(true);
    }

    @GetMapping("/health/ready")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See whether the server takes requests", description = "Of one model: `/v2/models/{model}/ready`.")
    Ready ready() {
        return new Ready(true);
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read what the server is")
    Server server() {
        return new Server("apk8s", Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(),
                "development"), List.of("binary_tensor_data", "model_repository"));
    }

    @GetMapping("/models/{model}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read what a model takes and gives", description = "Of the version that answers when none is named, else of the one that would be loaded.")
    ModelMetadata model(@PathVariable @Parameter(example = "SkLearnWineModel") String model, Caller caller) {
        Model found = registry.require(caller.tenant(), model);
        ModelVersion version = found.serving().orElseGet(() -> Deployments.preferred(found));
        return metadata(found, version, found.versions().stream().filter(ModelVersion::loaded)
                .map(each -> Integer.toString(each.version())).toList());
    }

    @GetMapping("/models/{model}/versions/{version}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read what a version of a model takes and gives")
    ModelMetadata version(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, Caller caller) {
        Model found = registry.require(caller.tenant(), model);
        return metadata(found, ModelRegistry.require(found, Versions.of(model, version)), List.of(version));
    }

    @GetMapping("/models/{model}/ready")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See whether a model answers", description = "200 if it does; 409 MODEL_NOT_LOADED if not.")
    ModelReady modelReady(@PathVariable @Parameter(example = "SkLearnWineModel") String model, Caller caller) {
        if (registry.require(caller.tenant(), model).serving().isEmpty()) {
            throw new ProblemException(PredictionError.MODEL_NOT_LOADED, "No version of '" + model + "' is loaded.");
        }
        return new ModelReady(model, true);
    }

    @GetMapping("/models/{model}/versions/{version}/ready")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See whether a version of a model answers", description = "200 if it does; 409 MODEL_NOT_LOADED if not.")
    ModelReady versionReady(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, Caller caller) {
        Model found = registry.require(caller.tenant(), model);
        if (!ModelRegistry.require(found, Versions.of(model, version)).loaded()) {
            throw new ProblemException(PredictionError.MODEL_NOT_LOADED,
                    "Version " + version + " of '" + model + "' is not loaded.");
        }
        return new ModelReady(model, true);
    }

    private static ModelMetadata metadata(Model model, ModelVersion version, List<String> versions) {
        return new ModelMetadata(model.name(), versions, PLATFORM, TensorMetadata.of(version.signature().inputs()),
                TensorMetadata.of(version.signature().outputs()));
    }
}
