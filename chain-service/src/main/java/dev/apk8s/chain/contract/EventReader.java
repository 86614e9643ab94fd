package dev.apk8s.chain.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Understands logs by the interface of the contract that wrote them. */
@Component
public final class EventReader {
    private final Contracts contracts;

    EventReader(Contracts contracts) {
        this.contracts = contracts;
    }

    /** The event, if the contract's interface has one of this kind. */
    public Optional<ContractEvent> read(Contract contract, JsonNode log) {
        JsonNode topics = log.path("topics");
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        return contracts.abi(contract).event(topics.get(0).asString())
                .map(type -> new ContractEvent(contract.tenant(), contract.name(), type.name(), arguments(type, log)));
    }

    private static Map<String, Object> arguments(EventType type, JsonNode log) {
        List<Parameter> inData = type.inputs().stream().filter(parameter -> !parameter.indexed()).toList();
        if (!type.inputs().stream().allMatch(Parameter::isKnown)) {
            // Structs are told as they stand in the log.
            return Map.of("data", log.path("data").asString());
        }
        List<Object> values = new ArrayList<>(Values.decode(inData, log.path("data").asString()));
        Map<String, Object> arguments = new LinkedHashMap<>();
        int topic = 1;
        for (int i = 0; i < type.inputs().size(); i++) {
            Parameter parameter = type.inputs().get(i);
            Object value = parameter.indexed()
                    ? Values.decodeTopic(parameter, log.path("topics").path(topic++).asString())
                    : values.removeFirst();
            arguments.put(parameter.name().isEmpty() ? "argument" + i : parameter.name(), value);
        }
        return arguments;
    }
}
