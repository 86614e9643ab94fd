package dev.apk8s.ingest.flow.effect;

import dev.apk8s.ingest.flow.step.CallTarget;
import dev.apk8s.ingest.flow.step.Effects;
import dev.apk8s.ingest.flow.step.Meta;
import dev.apk8s.ingest.flow.step.StepFailedException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Notes what a step would do, and asks only what does nothing but answer. */
public final class TrialEffects implements Effects {
    private final Calls calls;
    private final Map<String, JsonNode> answers;
    private final JsonMapper json;
    private @Nullable JsonNode effect;

    TrialEffects(Calls calls, Map<String, JsonNode> answers, JsonMapper json) {
        this.calls = calls;
        this.answers = Map.copyOf(answers);
        this.json = json;
    }

    /** What the last step would have done, once. */
    public @Nullable JsonNode takeEffect() {
        JsonNode taken = effect;
        effect = null;
        return taken;
    }

    @Override
    public JsonNode call(CallTarget target, JsonNode input, Meta meta, String key) {
        JsonNode given = answers.get(key);
        boolean real = given == null && calls.onlyAnswers(target);
        effect = json.createObjectNode().put("called", real).set("input", input);
        if (given != null) {
            return given;
        }
        if (real) {
            return calls.call(target, input, meta.tenant(), key);
        }
        throw StepFailedException.forGood("NOT_CALLED_ON_TRIAL",
                "This call may change something: give its answer in 'answers'.", null);
    }

    @Override
    public void publish(String stream, @Nullable String type, ObjectNode event, Meta meta, String key) {
        effect = json.createObjectNode().put("stream", stream).put("type", type == null ? meta.type() : type)
                .set("event", event);
    }

    @Override
    public void command(String device, String name, @Nullable JsonNode payload, Duration expiresIn, Meta meta,
            String key) {
        ObjectNode command = json.createObjectNode().put("device", device).put("name", name);
        if (payload != null) {
            command.set("payload", payload);
        }
        effect = command;
    }
}
