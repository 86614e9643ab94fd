package dev.apk8s.ingest.flow.step;

/** Lets through the events for which a condition holds. */
public record FilterStep(Expression condition) implements Step {
    @Override
    public String kind() {
        return "filter";
    }

    @Override
    public Outcome run(Work work, Effects effects, String key) {
        return condition.holds(work) ? new Outcome.Passed(work.event()) : new Outcome.Dropped();
    }
}
