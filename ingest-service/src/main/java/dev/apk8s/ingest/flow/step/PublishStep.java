package dev.apk8s.ingest.flow.step;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes an event to a stream, and passes on the one it was given.
 *
 * @param type of what is published; that of the flow's event if there is none
 * @param event what is published; the event as it is if there is none
 */
public record PublishStep(String stream, @Nullable String type, @Nullable Expression event) implements Step {
    @Override
    public String kind() {
        return "publish";
    }

    @Override
    public Outcome run(Work work, Effects effects, String key) {
        JsonNode published = event == null ? work.event() : event.value(work);
        if (!(published instanceof ObjectNode object)) {
            throw StepFailedException.forGood("EVENT_NOT_AN_OBJECT", "What is to be published is no JSON object.",
                    null);
        }
        effects.publish(stream, type, object, work.meta(), key);
        return new Outcome.Passed(work.event());
    }
}
