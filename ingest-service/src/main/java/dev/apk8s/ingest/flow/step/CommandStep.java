package dev.apk8s.ingest.flow.step;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends a command to a device, and passes the event on. */
public record CommandStep(Expression device, String name, @Nullable Expression payload, Duration expiresIn)
        implements
            Step {
    @Override
    public String kind() {
        return "command";
    }

    @Override
    public Outcome run(Work work, Effects effects, String key) {
        JsonNode to = device.value(work);
        if (!to.isString() || to.asString().isEmpty()) {
            throw StepFailedException.forGood("NO_SUCH_DEVICE", "'device' gives no device's id.", null);
        }
        effects.command(to.asString(), name, payload == null ? null : payload.value(work), expiresIn, work.meta(),
                key);
        return new Outcome.Passed(work.event());
    }
}
