package dev.apk8s.ingest.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.apk8s.platform.problem.ProblemException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A stream's JSON Schema, ready to check events. References reach only within the schema: nothing is fetched. */
public final class EventSchema {
    private static final SchemaRegistry REGISTRY = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    /** By identity: a stream's definition keeps its node as long as it lives. */
    private static final Cache<JsonNode, EventSchema> COMPILED = Caffeine.newBuilder().weakKeys().maximumSize(10_000)
            .build();

    private final Schema schema;

    private EventSchema(Schema schema) {
        this.schema = schema;
    }

    /** @throws ProblemException if it is no valid schema */
    public static EventSchema compile(JsonNode document) {
        return COMPILED.get(document, EventSchema::parse);
    }

    /** What is wrong with an event, or empty if it matches. */
    public Optional<Violation> check(JsonNode event) {
        return schema.validate(event).stream().findFirst().map(EventSchema::violation);
    }

    /** @param field JSON Pointer of the fault, empty for the event as a whole */
    public record Violation(String field, String message) {}

    private static Violation violation(Error error) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return new Violation(property == null ? at : at + "/" + property, error.getMessage());
    }

    private static EventSchema parse(JsonNode document) {
        if (!document.isObject()) {
            throw ProblemException.invalidField("schema", "must be a JSON Schema object");
        }
        try {
            Schema schema = REGISTRY.getSchema(document);
            schema.initializeValidators();
            return new EventSchema(schema);
        } catch (SchemaException | IllegalArgumentException invalid) {
            throw ProblemException.invalidField("schema", String.valueOf(invalid.getMessage()));
        }
    }
}
