package dev.apk8s.ml.training;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of an experiment: what it is to do, and how far it is.
 *
 * @param plan what was asked for
 * @param seen when it last showed that it goes on
 */
record Run(String id, String tenant, String experiment, String by, Instant createdAt, Plan plan, RunState state,
        Progress progress, Instant seen, @Nullable Result result, @Nullable Failure failure) {
    static final String REGISTERING = "registering";

    /**
     * @param columns that the target is predicted from; null for all others
     * @param test share of the rows that is measured with
     * @param model that the result is registered under
     * @param stage that it is put into
     */
    @Schema(name = "RunPlan")
    record Plan(Algorithm algorithm, Source source, @Nullable String target, @Nullable List<String> columns,
            @Nullable String labels, Map<String, Double> parameters, double test, String model,
            dev.apk8s.ml.model.Stage stage) {}

    /**
     * @param phase {@code waiting}, {@code reading}, {@code training}, {@code verifying} or {@code registering}
     * @param rows read so far
     */
    @Schema(name = "RunProgress")
    record Progress(String phase, long rows) {}

    /**
     * @param metrics by the rows that were not trained on
     * @param rows that were used; those with a missing value were skipped
     * @param dataSha256 of what was read, in hexadecimal
     */
    @Schema(name = "RunResult")
    record Result(Map<String, Double> metrics, int version, long rows, long skippedRows, long testRows,
            String dataSha256, List<String> columns) {}

    @Schema(name = "RunFailure")
    record Failure(String code, String detail) {}

    Run in(RunState other, Progress now, @Nullable Result found, @Nullable Failure why) {
        return new Run(id, tenant, experiment, by, createdAt, plan, other, now, Instant.now(), found, why);
    }

    /** One that registers its model is as good as done: it stays as it is. */
    Run cancelled() {
        return progress.phase().equals(REGISTERING) ? this : in(RunState.CANCELLED, progress, null, null);
    }

    Run failed(String code, String detail) {
        return in(RunState.FAILED, progress, null, new Failure(code, detail));
    }
}
