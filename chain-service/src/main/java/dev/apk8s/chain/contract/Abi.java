package dev.apk8s.chain.contract;

import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The interface of a contract, by the contract ABI specification of Solidity. */
record Abi(List<Parameter> constructor, List<Method> methods, List<EventType> events) {
    private static final int MAX_ENTRIES = 500;

    /** @param field by which a fault is named */
    static Abi of(String field, JsonNode abi) {
        if (!abi.isArray() || abi.size() > MAX_ENTRIES) {
            throw ProblemException.invalidField(field, "must be a list of at most " + MAX_ENTRIES + " entries");
        }
        List<Parameter> constructor = List.of();
        List<Method> methods = new ArrayList<>();
        List<EventType> events = new ArrayList<>();
        for (int i = 0; i < abi.size(); i++) {
            JsonNode entry = abi.get(i);
            List<Parameter> inputs = Parameter.of(entry.path("inputs"));
            String mutability = entry.path("stateMutability").asString("");
            switch (entry.path("type").asString("")) {
                case "constructor" -> constructor = inputs;
                case "function" -> methods.add(new Method(name(field, i, entry), inputs,
                        Parameter.of(entry.path("outputs")), mutability.equals("payable"),
                        mutability.equals("view") || mutability.equals("pure")));
                case "event" -> events.add(new EventType(name(field, i, entry), inputs));
                case "error", "fallback", "receive" -> {
                    // Nothing that is called by name.
                }
                default -> throw ProblemException.invalidField(field + "[" + i + "].type",
                        "must be function, event, error, constructor, fallback or receive");
            }
        }
        return new Abi(constructor, List.copyOf(methods), List.copyOf(events));
    }

    private static String name(String field, int place, JsonNode entry) {
        String name = entry.path("name").asString("");
        if (name.isEmpty()) {
            throw ProblemException.invalidField(field + "[" + place + "].name", "is missing");
        }
        return name;
    }

    /** @param name or signature, where several methods have the name */
    Method method(String name) {
        List<Method> found = methods.stream().filter(method -> name.contains("(")
                ? method.signature().equals(name)
                : method.name().equals(name)).toList();
        if (found.size() > 1) {
            throw ProblemException.invalidField("method", "is one of several: name one as "
                    + found.stream().map(Method::signature).collect(Collectors.joining(" or ")));
        }
        return found.stream().findFirst().orElseThrow(() -> new ProblemException(ContractError.NO_SUCH_METHOD,
                "It has " + methods.stream().map(Method::signature).collect(Collectors.joining(", ")) + "."));
    }

    Optional<EventType> event(String topic) {
        return events.stream().filter(event -> event.topic().equals(topic)).findFirst();
    }
}
