package dev.apk8s.lake.processor;

import dev.apk8s.lake.event.BucketEvent;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All processors: those of the configuration, and those that tenants declared. */
@Component
final class Processors {
    private final Map<String, Processor> configured = new TreeMap<>();
    private final EventTable<Processor> declared;

    Processors(ProcessorProperties properties, EventTable<Processor> declaredProcessors) {
        this.declared = declaredProcessors;
        properties.configured().forEach((name, settings) -> configured.put(
                Processor.key(Caller.DEFAULT_TENANT, name), new Processor(Caller.DEFAULT_TENANT, name,
                        settings.bucket(), settings.prefix(), settings.suffix(), settings.kind(), settings.target())));
    }

    Optional<Processor> find(String tenant, String name) {
        String key = Processor.key(tenant, name);
        return Optional.ofNullable(configured.get(key)).or(() -> declared.get(key));
    }

    Processor require(String tenant, String name) {
        return find(tenant, name).orElseThrow(() -> new ProblemException(ProcessorError.NO_SUCH_PROCESSOR,
                "GET /api/v1/lake/processors lists those that there are."));
    }

    boolean isConfigured(Processor processor) {
        return configured.containsKey(processor.key());
    }

    List<Processor> of(String tenant) {
        return all().filter(processor -> processor.tenant().equals(tenant))
                .sorted(Comparator.comparing(Processor::name)).toList();
    }

    List<Processor> of(BucketEvent event) {
        return all().filter(processor -> processor.takes(event)).toList();
    }

    private Stream<Processor> all() {
        return Stream.concat(configured.values().stream(),
                declared.after(null).values().stream().map(Revisioned::value));
    }

    void declare(Processor processor) {
        if (find(processor.tenant(), processor.name()).isPresent()) {
            throw exists();
        }
        if (declared.isFull()) {
            throw new ProblemException(ProcessorError.TOO_MANY_PROCESSORS,
                    "There are " + declared.maxEntries() + ". Delete one first.");
        }
        try {
            declared.create(processor.key(), processor);
        } catch (TableConflictException other) {
            throw exists();
        }
    }

    private static ProblemException exists() {
        return new ProblemException(ProcessorError.PROCESSOR_EXISTS, "Choose another name, or delete it first.");
    }

    void withdraw(String tenant, String name) {
        Processor processor = require(tenant, name);
        if (isConfigured(processor)) {
            throw new ProblemException(ProcessorError.PROCESSOR_CONFIGURED,
                    "It stays for as long as the configuration has it.");
        }
        declared.find(processor.key()).ifPresent(current -> {
            try {
                declared.delete(processor.key(), current.revision());
            } catch (TableConflictException other) {
                throw new ProblemException(CommonError.CONFLICT, "Read it again.", other);
            }
        });
    }
}
