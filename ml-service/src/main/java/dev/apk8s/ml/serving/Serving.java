package dev.apk8s.ml.serving;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelFiles;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.OnnxSessions;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The models that are loaded in this replica. The registry says which shall be; one that is not yet is loaded by the
 * first request for it, and the others by {@link LoadedKeeper}.
 */
@Component
final class Serving {
    private final ModelRegistry registry;
    private final ModelFiles files;
    private final OnnxSessions sessions;
    private final ServingProperties properties;
    private final Map<Key, LoadedModel> loaded = new ConcurrentHashMap<>();
    /** Loading is rare and takes native memory: one at a time. */
    private final ReentrantLock loading = new ReentrantLock();

    Serving(ModelRegistry registry, ModelFiles files, OnnxSessions sessions, ServingProperties properties,
            MeterRegistry meters) {
        this.registry = registry;
        this.files = files;
        this.sessions = sessions;
        this.properties = properties;
        meters.gaugeMapSize("apk8s_ml_models_loaded", java.util.List.of(), loaded);
        meters.gauge("apk8s_ml_models_loaded_bytes", loaded, Serving::bytes);
        meters.gauge("apk8s_ml_predictions_queued", loaded,
                models -> models.values().stream().mapToInt(LoadedModel::queued).sum());
    }

    private record Key(String tenant, String model, int version) {
        static Key of(Model model, ModelVersion version) {
            return new Key(model.tenant(), model.name(), version.version());
        }
    }

    /** A model with the version that is held. */
    record Held(Model model, LoadedModel loaded) {}

    /**
     * Takes hold of the version that shall answer; {@link LoadedModel#release} must follow.
     *
     * @param number null for the one that answers unless another is asked for
     */
    Held hold(String tenant, String name, @Nullable Integer number) {
        while (true) {
            Model model = registry.require(tenant, name);
            ModelVersion version = answering(model, number);
            LoadedModel found = loaded.get(Key.of(model, version));
            if (found == null) {
                found = load(model, version);
            }
            if (found.hold()) {
                return new Held(model, found);
            }
        }
    }

    private static ModelVersion answering(Model model, @Nullable Integer number) {
        if (number == null) {
            return model.serving().orElseThrow(() -> new ProblemException(PredictionError.MODEL_NOT_LOADED,
                    "No version of '" + model.name() + "' is loaded: load one, or put one into production."));
        }
        ModelVersion version = ModelRegistry.require(model, number);
        if (!version.loaded()) {
            throw new ProblemException(PredictionError.MODEL_NOT_LOADED,
                    "Version " + number + " of '" + model.name() + "' is not loaded.");
        }
        return version;
    }

    boolean isLoaded(Model model, ModelVersion version) {
        return loaded.containsKey(Key.of(model, version));
    }

    /** Makes a version ready to answer, if it is not. */
    LoadedModel load(Model model, ModelVersion version) {
        loading.lock();
        try {
            Key key = Key.of(model, version);
            LoadedModel found = loaded.get(key);
            if (found != null) {
                return found;
            }
            checkRoom(version);
            LoadedModel opened = new LoadedModel(model, version, open(model, version), properties);
            loaded.put(key, opened);
            return opened;
        } finally {
            loading.unlock();
        }
    }

    private void checkRoom(ModelVersion version) {
        if (loaded.size() >= properties.maxLoaded()) {
            throw full(properties.maxLoaded() + " models are loaded already");
        }
        if (bytes(loaded) + version.size() > properties.maxBytes().toBytes()) {
            throw full("the models that are loaded and this one have more than " + properties.maxBytes().toBytes()
                    + " bytes together");
        }
    }

    private static ProblemException full(String why) {
        return new ProblemException(PredictionError.MODELS_FULL, "It cannot be loaded, since " + why
                + ": unload another one first.");
    }

    private static double bytes(Map<Key, LoadedModel> models) {
        return models.values().stream().mapToLong(model -> model.version().size()).sum();
    }

    private OnnxSession open(Model model, ModelVersion version) {
        try {
            Path directory = Files.createTempDirectory("apk8s-model");
            Path file = directory.resolve("model.onnx");
            try {
                files.fetch(model, version, file);
                return sessions.open(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The model's file could not be kept here while it is loaded", failed);
        }
    }

    /** Lets go of what the registry says shall not be loaded any more. Requests that hold it are answered still. */
    void retire() {
        loaded.forEach((key, model) -> {
            Optional<ModelVersion> wanted = registry.find(key.tenant(), key.model())
                    .flatMap(found -> found.version(key.version())).filter(ModelVersion::loaded);
            if (wanted.isEmpty() && loaded.remove(key, model)) {
                model.release();
            }
        });
    }
}
