package dev.apk8s.ingest.function;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Which functions there are. */
@Component
public final class Functions {
    private final EventTable<RegisteredFunction> registered;
    private final Map<String, URI> builtIn;

    Functions(EventTable<RegisteredFunction> registered, FunctionProperties properties) {
        this.registered = registered;
        this.builtIn = new TreeMap<>(properties.builtIn());
    }

    /** Whether a tenant can call a function of this name. */
    public boolean exists(String tenant, String name) {
        return builtIn.containsKey(name) || registered.get(RegisteredFunction.key(tenant, name)).isPresent();
    }

    /** Whether the platform's own services have it. */
    public boolean isBuiltIn(String name) {
        return builtIn.containsKey(name);
    }

    /** Where a function of the platform is. */
    public Optional<URI> builtIn(String name) {
        return Optional.ofNullable(builtIn.get(name));
    }

    RegisteredFunction require(String tenant, String name) {
        return requireRevision(tenant, name).value();
    }

    List<FunctionView> visibleTo(String tenant) {
        String first = RegisteredFunction.key(tenant, "");
        return java.util.stream.Stream.concat(builtIn.keySet().stream().map(FunctionView::builtIn),
                registered.after(first).entrySet().stream().takeWhile(entry -> entry.getKey().startsWith(first))
                        .map(entry -> FunctionView.of(entry.getValue().value())))
                .toList();
    }

    FunctionView view(String tenant, String name) {
        return builtIn.containsKey(name) ? FunctionView.builtIn(name) : FunctionView.of(require(tenant, name));
    }

    /** Registers a function, or changes it. Returns whether it is new. */
    boolean put(RegisteredFunction function) {
        refuseBuiltIn(function.name());
        Optional<Revisioned<RegisteredFunction>> known = registered.find(function.key());
        if (known.isEmpty() && registered.isFull()) {
            throw new ProblemException(FunctionError.TOO_MANY_FUNCTIONS,
                    "No more than " + registered.maxEntries() + " functions can be registered.");
        }
        try {
            if (known.isPresent()) {
                registered.replace(function.key(), function, known.get().revision());
            } else {
                registered.create(function.key(), function);
            }
        } catch (TableConflictException other) {
            throw changed(function.name(), other);
        }
        return known.isEmpty();
    }

    void delete(String tenant, String name) {
        refuseBuiltIn(name);
        Revisioned<RegisteredFunction> known = requireRevision(tenant, name);
        try {
            registered.delete(known.value().key(), known.revision());
        } catch (TableConflictException other) {
            throw changed(name, other);
        }
    }

    private Revisioned<RegisteredFunction> requireRevision(String tenant, String name) {
        return registered.find(RegisteredFunction.key(tenant, name)).orElseThrow(() -> new ProblemException(
                FunctionError.NO_SUCH_FUNCTION,
                "There is no function '" + name + "'. GET /api/v1/functions lists those that there are.")
                .with("function", name));
    }

    private void refuseBuiltIn(String name) {
        if (builtIn.containsKey(name)) {
            throw new ProblemException(FunctionError.FUNCTION_BUILT_IN,
                    "'" + name + "' is the platform's own. Choose another name.");
        }
    }

    private static ProblemException changed(String name, Exception cause) {
        return new ProblemException(CommonError.CONFLICT,
                "Function '" + name + "' was changed by somebody else just now.", cause);
    }
}
