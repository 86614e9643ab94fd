package dev.apk8s.ingest.flow.step;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Asks something about the event, and puts the answer into it.
 *
 * @param input what is asked; the whole event if there is none
 * @param into where the answer goes; nowhere if there is none
 */
public record CallStep(CallTarget target, @Nullable Expression input, @Nullable JsonPointer into) implements Step {
    @Override
    public String kind() {
        return "call";
    }

    @Override
    public Outcome run(Work work, Effects effects, String key) {
        JsonNode answer = effects.call(target, input == null ? work.event() : input.value(work), work.meta(), key);
        return new Outcome.Passed(into == null ? work.event() : Pointers.set(work.event(), into, answer));
    }
}
