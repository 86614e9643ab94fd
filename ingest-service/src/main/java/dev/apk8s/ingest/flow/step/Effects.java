package dev.apk8s.ingest.flow.step;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What steps do to the world beyond the event. Each call carries a key that is the same whenever the same step of the
 * flow is given the same event: the effect then happens once.
 */
public interface Effects {
    /**
     * Asks something and gives its answer.
     *
     * @throws TargetAwayException if it does not answer
     * @throws StepFailedException if it refuses
     */
    JsonNode call(CallTarget target, JsonNode input, Meta meta, String key);

    /** Publishes an event to a stream. Returns when the log has it. */
    void publish(String stream, @Nullable String type, ObjectNode event, Meta meta, String key);

    /** Sends a command to a device. Returns when the log has it. */
    void command(String device, String name, @Nullable JsonNode payload, Duration expiresIn, Meta meta, String key);
}
