package dev.apk8s.ml.repository;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelFiles;
import dev.apk8s.ml.model.ModelName;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelRegistry.Description;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.model.Stage;
import dev.apk8s.ml.onnx.OnnxProperties;
import dev.apk8s.ml.onnx.OnnxSessions;
import dev.apk8s.ml.serving.Deployments;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models", description = "The registry: names, versions, stages, and what a version was trained on.")
final class ModelsController {
    private final ModelRegistry registry;
    private final Deployments deployments;
    private final OnnxSessions sessions;
    private final OnnxProperties properties;

    ModelsController(ModelRegistry registry, Deployments deployments, OnnxSessions sessions,
            OnnxProperties properties) {
        this.registry = registry;
        this.deployments = deployments;
        this.sessions = sessions;
        this.properties = properties;
    }

    @Schema(name = "ModelPage")
    record Page(List<ModelView> models, @Nullable String next) {}

    @Schema(name = "StageRequest")
    record StageRequest(@NotNull @Nullable Stage stage) {}

    /** @param record whether each prediction is published to topic {@code predictions} */
    @Schema(name = "ModelSettings")
    record SettingsRequest(@NotNull @Nullable Boolean record) {}

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List models", description = "By name, with their versions.")
    Page list(
            @RequestParam(required = false) @Parameter(description = "The `next` of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit, Caller caller) {
        List<Model> found = registry.list(caller.tenant(), after == null ? "" : ModelName.check("after", after),
                limit + 1);
        boolean more = found.size() > limit;
        List<Model> shown = more ? found.subList(0, limit) : found;
        return new Page(shown.stream().map(ModelView::of).toList(), more ? shown.getLast().name() : null);
    }

    @GetMapping("/{model}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a model")
    ModelView read(@PathVariable @Parameter(example = "SkLearnWineModel") String model, Caller caller) {
        return ModelView.of(registry.require(caller.tenant(), model));
    }

    @PostMapping("/{model}/versions")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Register a version", description = """
            The body is an ONNX file, whole in itself. It is opened by ONNX Runtime before it is kept, so that a file \
            that cannot be served is refused here. `columns` names what the last dimension of the first input holds, \
            `answers` that of the first output.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/octet-stream", schema = @Schema(type = "string", format = "binary"), examples = @ExampleObject("(the bytes of model.onnx)")))
    @ApiResponse(responseCode = "201", description = "It is kept, and can be loaded.")
    ResponseEntity<ModelVersion> register(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @RequestParam(required = false) @Parameter(description = "Names, separated by commas.") @Nullable List<String> columns,
            @RequestParam(required = false) @Parameter(description = "Names, separated by commas.") @Nullable List<String> answers,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) throws IOException {
        ModelName.check("model", model);
        Path file = Files.createTempFile("apk8s-model", ".onnx");
        try {
            ModelFiles.Hashed spooled = ModelFiles.spool(request.getInputStream(), file, bytes -> {
                if (bytes > properties.maxModel().toBytes()) {
                    throw sessions.tooLarge();
                }
            });
            ModelVersion version = registry.register(caller, model, spooled,
                    new Description(columns, answers, Description.NONE.metrics(), null));
            return ResponseEntity.created(URI.create("/api/v1/models/" + model + "/versions/" + version.version()))
                    .body(version);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @GetMapping("/{model}/versions/{version}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a version", description = "With its signature, metrics, and the data it was trained on.")
    ModelVersion version(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, Caller caller) {
        Model found = registry.require(caller.tenant(), model);
        return ModelRegistry.require(found, number(model, version));
    }

    @PutMapping("/{model}/versions/{version}/stage")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Put a version into a stage", description = """
            `none`, `staging`, `production` or `archived`. One that goes into production is loaded first and then \
            answers all requests that name no version; the one before it is archived, and unloaded when its last request \
            is answered.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"stage":"production"}""")))
    ModelView stage(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, @RequestBody @Valid StageRequest request,
            Caller caller) {
        Stage stage = request.stage();
        if (stage == null) {
            throw ProblemException.invalidField("stage", "is required");
        }
        return ModelView.of(deployments.stage(caller.tenant(), model, number(model, version), stage));
    }

    @PostMapping("/{model}/versions/{version}/load")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Load a version", description = "It answers requests that name it, and stays loaded over restarts.")
    ModelView load(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, Caller caller) {
        return ModelView.of(deployments.load(caller.tenant(), model, number(model, version)));
    }

    @PostMapping("/{model}/versions/{version}/unload")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Unload a version", description = "Requests that were begun are answered.")
    ModelView unload(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, Caller caller) {
        return ModelView.of(deployments.unload(caller.tenant(), model, number(model, version)));
    }

    @DeleteMapping("/{model}/versions/{version}")
    @Allowed(Role.SCIENTIST)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a version", description = "It must be unloaded and not in production. Its file is deleted.")
    void delete(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @PathVariable @Parameter(example = "1") String version, Caller caller) {
        registry.delete(caller.tenant(), model, number(model, version));
    }

    @PutMapping("/{model}/settings")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Say how a model answers", description = "With `record` each prediction is published to topic `predictions`, and given when it is kept there.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"record":true}""")))
    ModelView settings(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @RequestBody @Valid SettingsRequest request, Caller caller) {
        boolean record = Boolean.TRUE.equals(request.record());
        return ModelView.of(registry.update(caller.tenant(), model, found -> found.with(new Model.Settings(record))));
    }

    private static int number(String model, String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw ProblemException.notFound("The model '" + model + "' has no version '" + version + "'.");
        }
        return Integer.parseInt(version);
    }
}
