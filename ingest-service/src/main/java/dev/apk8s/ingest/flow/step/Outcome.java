package dev.apk8s.ingest.flow.step;

import tools.jackson.databind.node.ObjectNode;

/** What a step did with an event. One that could do nothing with it throws {@link StepFailedException}. */
public sealed interface Outcome {
    /** It goes on to the next step, as it is here. */
    record Passed(ObjectNode event) implements Outcome {}

    /** It goes no further, as it should. */
    record Dropped() implements Outcome {}
}
