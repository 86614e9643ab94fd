package dev.apk8s.ingest.flow.step;

/** One step of a flow. */
public sealed interface Step permits FilterStep, TransformStep, WindowStep, CallStep, PublishStep, CommandStep {
    /** As it is named in declarations. */
    String kind();

    /**
     * Does its work.
     *
     * @param key for its effects
     * @throws StepFailedException if it cannot do its work on this event
     * @throws TargetAwayException if what it needs is away
     */
    Outcome run(Work work, Effects effects, String key);
}
