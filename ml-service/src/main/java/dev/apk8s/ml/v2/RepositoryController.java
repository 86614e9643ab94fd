package dev.apk8s.ml.v2;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.serving.Deployments;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The protocol's model repository extension. */
@RestController
@RequestMapping("/v2/repository")
@Tag(name = "Open Inference Protocol V2")
final class RepositoryController {
    private static final int MOST = 10_000;

    private final ModelRegistry registry;
    private final Deployments deployments;

    RepositoryController(ModelRegistry registry, Deployments deployments) {
        this.registry = registry;
        this.deployments = deployments;
    }

    /** @param ready whether only versions that answer are listed */
    @Schema(name = "V2IndexRequest")
    record IndexRequest(@Nullable Boolean ready) {}

    /** @param state {@code READY} or {@code UNAVAILABLE} */
    @Schema(name = "V2IndexEntry")
    record Entry(String name, String version, String state, String reason) {}

    /** @param parameters {@code version} names one version */
    @Schema(name = "V2LoadRequest")
    record LoadRequest(@Nullable Map<String, Object> parameters) {
        @Nullable
        String version() {
            Object version = parameters == null ? null : parameters.get("version");
            return version == null ? null : version.toString();
        }
    }

    @Schema(name = "V2Done")
    record Done() {}

    @PostMapping("/index")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the models and their versions")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"ready":true}""")))
    List<Entry> index(@RequestBody(required = false) @Nullable IndexRequest request, Caller caller) {
        boolean readyOnly = request != null && Boolean.TRUE.equals(request.ready());
        List<Entry> entries = new ArrayList<>();
        for (Model model : registry.list(caller.tenant(), "", MOST)) {
            for (ModelVersion version : model.versions()) {
                if (version.loaded() || !readyOnly) {
                    entries.add(new Entry(model.name(), Integer.toString(version.version()),
                            version.loaded() ? "READY" : "UNAVAILABLE", version.loaded() ? "" : "unloaded"));
                }
            }
        }
        return entries;
    }

    @PostMapping("/models/{model}/load")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Load a model", description = "The version in production, else the newest; or the one in `parameters.version`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"parameters":{"version":"1"}}""")))
    Done load(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @RequestBody(required = false) @Nullable LoadRequest request, Caller caller) {
        String version = request == null ? null : request.version();
        int number = version == null
                ? Deployments.preferred(registry.require(caller.tenant(), model)).version()
                : Versions.of(model, version);
        deployments.load(caller.tenant(), model, number);
        return new Done();
    }

    @PostMapping("/models/{model}/unload")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Unload a model", description = "All its versions, or the one in `parameters.version`. Requests that were begun are answered.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"parameters":{"version":"1"}}""")))
    Done unload(@PathVariable @Parameter(example = "SkLearnWineModel") String model,
            @RequestBody(required = false) @Nullable LoadRequest request, Caller caller) {
        String version = request == null ? null : request.version();
        if (version == null) {
            deployments.unload(caller.tenant(), model);
        } else {
            deployments.unload(caller.tenant(), model, Versions.of(model, version));
        }
        return new Done();
    }
}
