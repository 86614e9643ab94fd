package dev.apk8s.ingest.flow.step;

import java.time.Duration;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts count and mean of a value of the same device into the event, over the time before it, itself included. */
public final class WindowStep implements Step {
    private final Expression value;
    private final Duration over;
    private final JsonPointer into;
    private final Windows windows;

    WindowStep(Expression value, Duration over, JsonPointer into, Windows windows) {
        this.value = value;
        this.over = over;
        this.into = into;
        this.windows = windows;
    }

    @Override
    public String kind() {
        return "window";
    }

    /** How far back it looks. */
    public Duration over() {
        return over;
    }

    @Override
    public Outcome run(Work work, Effects effects, String key) {
        JsonNode number = value.value(work);
        if (!number.isNumber()) {
            throw StepFailedException.forGood("NOT_A_NUMBER", "'value' gives no number.", null);
        }
        Windows.Summary summary = windows.add(work.meta().key(), work.meta().time().toEpochMilli(),
                work.meta().source() + "\n" + work.meta().id(), number.asDouble());
        ObjectNode window = JsonNodeFactory.instance.objectNode().put("count", summary.count()).put("mean",
                summary.mean());
        return new Outcome.Passed(Pointers.set(work.event(), into, window));
    }
}
