package dev.apk8s.ml.training;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as its users see it.
 *
 * @param by who asked for it
 */
@Schema(name = "Run")
record RunView(String id, String experiment, RunState state, Run.Progress progress, Run.Plan plan, String by,
        Instant createdAt, Instant seen, Run.@Nullable Result result, Run.@Nullable Failure failure) {
    @Schema(name = "RunPage")
    record Page(List<RunView> runs) {}

    static RunView of(Run run) {
        return new RunView(run.id(), run.experiment(), run.state(), run.progress(), run.plan(), run.by(),
                run.createdAt(), run.seen(), run.result(), run.failure());
    }
}
