package dev.apk8s.warehouse.query;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.Column;
import dev.apk8s.warehouse.engine.EngineFailure;
import dev.apk8s.warehouse.engine.QueryInfo;
import dev.apk8s.warehouse.engine.QueryStats;
import dev.apk8s.warehouse.engine.ResultPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query as it is shown. */
record ShownQuery(String id,
        @Schema(description = "QUEUED, PLANNING, STARTING, RUNNING, FINISHING, FINISHED or FAILED.") String state,
        @Nullable Progress progress,
        @Schema(description = "As the engine has it; with parameters it is an EXECUTE.") @Nullable String sql,
        @Nullable Instant created, @Nullable Instant ended, @Nullable List<Column> columns,
        @Schema(description = "Token for the first page of the result; none if there is no result.") @Nullable String page,
        @Schema(description = "What a statement without a result did.") @Nullable String updateType,
        @Nullable Long updateCount,
        @Schema(description = "Where the result is written.") @Nullable String location, @Nullable Failure error) {

    /** How far it has come. */
    record Progress(@Schema(description = "Of the work that is known so far, 0 to 100.") double percent, long rows,
            long bytes, int splits, int completedSplits, @Nullable Integer stages, @Nullable Integer completedStages,
            long elapsedMillis) {
        static Progress of(QueryStats stats) {
            boolean staged = stats.stages() > 0;
            return new Progress(Math.round(stats.percent() * 10) / 10.0, stats.processedRows(),
                    stats.processedBytes(), stats.splits(), stats.completedSplits(),
                    staged ? stats.stages() : null, staged ? stats.completedStages() : null, stats.elapsedMillis());
        }
    }

    /** Why it failed: the members of the problem that it would be answered as. */
    record Failure(String code, String detail, String engineError, String engineErrorType) {
        static @Nullable Failure of(@Nullable EngineFailure failure, String query) {
            if (failure == null) {
                return null;
            }
            ProblemException problem = failure.problem(query);
            return new Failure(problem.code().name(),
                    failure.message().isEmpty() ? problem.code().title() : problem.detail(), failure.name(),
                    failure.type());
        }
    }

    /** Several of them. */
    record Listed(List<ShownQuery> queries) {}

    static ShownQuery of(QueryInfo info, @Nullable String location) {
        return new ShownQuery(info.id(), info.stats().state(), Progress.of(info.stats()), info.sql(), info.created(),
                info.ended(), null, null, null, null, location, Failure.of(info.failure(), info.id()));
    }

    /** @param read to its end, or, if there are rows, as far as them */
    static ShownQuery of(ResultPage read, @Nullable String page, @Nullable String location) {
        QueryStats stats = read.stats();
        boolean rows = read.hasRows();
        return new ShownQuery(read.query(), rows ? "RUNNING" : stats.state(), rows ? null : Progress.of(stats), null,
                null, null, read.columns(), page, read.updateType(), read.updateCount(), location, null);
    }
}
