package dev.apk8s.ml.repository;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as its users see it.
 *
 * @param serving the version that answers when none is named
 */
@Schema(name = "Model")
record ModelView(String name, @Nullable Integer serving, Model.Settings settings, List<ModelVersion> versions) {
    static ModelView of(Model model) {
        return new ModelView(model.name(), model.serving().map(ModelVersion::version).orElse(null), model.settings(),
                model.versions());
    }
}
