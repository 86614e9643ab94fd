package dev.apk8s.ingest.flow.step;

import com.bazaarvoice.jolt.Chainr;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes the event by a chain of Jolt operations. While they work, the event has its metadata under {@code apk8s}. */
public final class TransformStep implements Step {
    /** What the platform adds to documents: no event has it of its own. */
    static final String META = "apk8s";
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {
    };

    private final Chainr chain;
    private final JsonMapper json;

    TransformStep(Chainr chain, JsonMapper json) {
        this.chain = chain;
        this.json = json;
    }

    @Override
    public String kind() {
        return "transform";
    }

    @Override
    public Outcome run(Work work, Effects effects, String key) {
        Map<String, Object> input = json.convertValue(work.event(), MAP);
        input.put(META, work.meta().plain());
        Object output;
        try {
            output = chain.transform(input);
        } catch (RuntimeException unfit) {
            // Operations run into anything where the event is not what they expect, null included.
            throw StepFailedException.forGood("TRANSFORM_FAILED", String.valueOf(unfit.getMessage()), unfit);
        }
        if (output instanceof Map<?, ?> map) {
            map.remove(META);
            if (json.valueToTree(map) instanceof ObjectNode event) {
                return new Outcome.Passed(event);
            }
        }
        throw StepFailedException.forGood("TRANSFORM_FAILED", "The transform leaves no JSON object.", null);
    }
}
