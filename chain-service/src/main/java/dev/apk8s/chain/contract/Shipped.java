package dev.apk8s.chain.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contracts that come with the platform, as they were compiled in its build. */
@Component
final class Shipped {
    private static final Map<String, String> FILES = Map.of("proofs", "ProofRegistry", "judgements", "Judgements");

    private final Map<String, Compiled> contracts = new HashMap<>();

    record Compiled(JsonNode abi, String bytecode) {}

    Shipped(JsonMapper json) {
        FILES.forEach((name, file) -> contracts.put(name, read(json, file)));
    }

    Optional<Compiled> find(String name) {
        return Optional.ofNullable(contracts.get(name));
    }

    private static Compiled read(JsonMapper json, String file) {
        try (InputStream content = Shipped.class.getResourceAsStream("/contracts/" + file + ".json")) {
            if (content == null) {
                throw new IllegalStateException("The contract " + file + " was not compiled into this service");
            }
            JsonNode compiled = json.readTree(content);
            return new Compiled(compiled.path("abi"), compiled.path("bytecode").asString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
