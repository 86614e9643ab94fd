package dev.apk8s.ml.serving;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.model.Stage;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Says which versions answer. A version is ready here before the registry says that it shall answer, and the one before
 * it is let go after that: at no moment is there none.
 */
@Component
public final class Deployments {
    private final ModelRegistry registry;
    private final Serving serving;

    Deployments(ModelRegistry registry, Serving serving) {
        this.registry = registry;
        this.serving = serving;
    }

    public Model load(String tenant, String name, int number) {
        ready(tenant, name, number);
        return registry.update(tenant, name,
                model -> existing(model, number).with(number, version -> version.loaded(true)));
    }

    public Model unload(String tenant, String name, int number) {
        Model model = registry.update(tenant, name,
                found -> existing(found, number).with(number, version -> version.loaded(false)));
        serving.retire();
        return model;
    }

    /** Unloads all versions. */
    public Model unload(String tenant, String name) {
        Model model = registry.update(tenant, name, found -> {
            Model changed = found;
            for (ModelVersion version : found.versions()) {
                changed = changed.with(version.version(), each -> each.loaded(false));
            }
            return changed;
        });
        serving.retire();
        return model;
    }

    /** Puts a version into a stage. In production it is loaded, and the one before it is archived. */
    public Model stage(String tenant, String name, int number, Stage stage) {
        return switch (stage) {
            case PRODUCTION -> {
                ready(tenant, name, number);
                Model model = registry.update(tenant, name, found -> existing(found, number).promoting(number));
                serving.retire();
                yield model;
            }
            case NONE, STAGING, ARCHIVED -> registry.update(tenant, name,
                    found -> existing(found, number).with(number, version -> version.in(stage)));
        };
    }

    /** The version that is loaded when none is named: the one in production, else the newest. */
    public static ModelVersion preferred(Model model) {
        return model.versions().stream().filter(version -> version.stage() == Stage.PRODUCTION).findFirst()
                .orElseGet(() -> {
                    if (model.versions().isEmpty()) {
                        throw new ProblemException(PredictionError.MODEL_NOT_LOADED,
                                "The model '" + model.name() + "' has no version.");
                    }
                    return model.versions().getLast();
                });
    }

    private void ready(String tenant, String name, int number) {
        Model model = registry.require(tenant, name);
        serving.load(model, ModelRegistry.require(model, number));
    }

    private static Model existing(Model model, int number) {
        ModelRegistry.require(model, number);
        return model;
    }
}
