package dev.apk8s.ml.model;

import dev.apk8s.ml.model.ModelFiles.Hashed;
import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.OnnxSessions;
import dev.apk8s.ml.tensor.Signature;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What models there are. Kept on the log, so that every replica knows all of them; their files are in the lake. */
@Component
public final class ModelRegistry {
    private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);
    /** How often a change is tried that others come before. */
    private static final int ATTEMPTS = 10;

    private final EventTable<Model> table;
    private final ModelFiles files;
    private final OnnxSessions sessions;
    private final ModelProperties properties;

    ModelRegistry(EventTable<Model> table, ModelFiles files, OnnxSessions sessions, ModelProperties properties) {
        this.table = table;
        this.files = files;
        this.sessions = sessions;
        this.properties = properties;
    }

    /**
     * What is known of a model that shall be registered.
     *
     * @param columns of the first input; null if they are not known
     * @param answers the columns of the first output; null if they have no names
     */
    public record Description(@Nullable List<String> columns, @Nullable List<String> answers,
            Map<String, Double> metrics, @Nullable Origin origin) {
        public static final Description NONE = new Description(null, null, Map.of(), null);
    }

    public Optional<Model> find(String tenant, String name) {
        return table.get(key(tenant, name));
    }

    public Model require(String tenant, String name) {
        return find(tenant, name)
                .orElseThrow(() -> ProblemException.notFound("There is no model '" + name + "'."));
    }

    public static ModelVersion require(Model model, int version) {
        return model.version(version).orElseThrow(() -> ProblemException
                .notFound("The model '" + model.name() + "' has no version " + version + "."));
    }

    /** A tenant's models by name, from one after another on. */
    public List<Model> list(String tenant, String after, int limit) {
        return table.after(key(tenant, after)).values().stream().map(Revisioned::value)
                .takeWhile(model -> model.tenant().equals(tenant)).limit(limit).toList();
    }

    /** Of all tenants. */
    public Collection<Model> all() {
        return table.after(null).values().stream().map(Revisioned::value).toList();
    }

    /** Called with each change, also of other replicas: the model's key, and nothing if it is gone. */
    public void onChange(BiConsumer<String, Optional<Model>> listener) {
        table.onChange(listener);
    }

    /**
     * Keeps a file as the next version of a model.
     *
     * @throws ProblemException if it is no model that can be served
     */
    public ModelVersion register(Caller caller, String name, Hashed file, Description description)
            throws IOException {
        Signature signature;
        boolean batches;
        try (OnnxSession session = sessions.open(file.file())) {
            signature = session.signature().withColumns(description.columns(), description.answers());
            batches = session.batches();
        }
        Model reserved = change(caller.tenant(), name, found -> checked(caller.tenant(), name, found).reserving());
        ModelVersion version = new ModelVersion(reserved.lastVersion(), Stage.NONE, false, batches, signature,
                file.size(), file.sha256(), description.metrics(), description.origin(), caller.name(), Instant.now());
        files.keep(reserved, version, file.file());
        change(caller.tenant(), name, found -> found.orElse(reserved).adding(version));
        return version;
    }

    private Model checked(String tenant, String name, Optional<Model> found) {
        if (found.isEmpty() && table.isFull()) {
            throw new ProblemException(ModelError.TOO_MANY_MODELS, "The service keeps " + table.maxEntries()
                    + " models.");
        }
        if (found.isPresent() && found.get().versions().size() >= properties.maxVersions()) {
            throw new ProblemException(ModelError.TOO_MANY_VERSIONS, "A model has at most " + properties.maxVersions()
                    + " versions: delete some first.");
        }
        return found.orElseGet(() -> Model.named(tenant, name));
    }

    /** Changes a model that is there. */
    public Model update(String tenant, String name, UnaryOperator<Model> change) {
        return change(tenant, name, found -> change.apply(found
                .orElseThrow(() -> ProblemException.notFound("There is no model '" + name + "'."))));
    }

    /** Forgets a version and deletes its file; with its last version a model is gone. */
    public void delete(String tenant, String name, int number) {
        Model before = require(tenant, name);
        Model after = update(tenant, name, model -> {
            ModelVersion version = require(model, number);
            if (version.loaded() || version.stage() == Stage.PRODUCTION) {
                throw new ProblemException(ModelError.MODEL_IN_USE, "Unload version " + number
                        + " and put it in another stage than production before you delete it.");
            }
            return model.without(number);
        });
        files.delete(before, number);
        if (after.versions().isEmpty()) {
            table.find(key(tenant, name)).filter(entry -> entry.value().versions().isEmpty())
                    .ifPresent(entry -> table.delete(key(tenant, name), entry.revision()));
        }
    }

    private Model change(String tenant, String name, Function<Optional<Model>, Model> change) {
        String key = key(tenant, name);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Revisioned<Model>> found = table.find(key);
            Model changed = change.apply(found.map(Revisioned::value));
            try {
                if (found.isEmpty()) {
                    table.create(key, changed);
                } else if (!changed.equals(found.get().value())) {
                    table.replace(key, changed, found.get().revision());
                }
                return changed;
            } catch (TableConflictException first) {
                log.debug("Model {} was changed meanwhile", name, first);
            }
        }
        throw new ProblemException(CommonError.CONFLICT, "Others change the model '" + name + "' at the same time.");
    }

    private static String key(String tenant, String name) {
        return tenant + "/" + name;
    }
}
