package dev.apk8s.warehouse.engine;

/**
 * How far a query has come.
 *
 * @param state the engine's word: QUEUED, PLANNING, STARTING, RUNNING, FINISHING, FINISHED, FAILED
 * @param percent of the splits that are done, 0 to 100
 * @param elapsedMillis since the engine took the query
 * @param processedRows rows read so far
 * @param processedBytes bytes read so far
 * @param splits pieces of work known so far
 * @param completedSplits those of them that are done
 * @param stages of the plan
 * @param completedStages those of them that are done
 */
public record QueryStats(String state, double percent, long elapsedMillis, long processedRows, long processedBytes,
        int splits, int completedSplits, int stages, int completedStages) {
    public boolean isFinished() {
        return state.equals("FINISHED") || state.equals("FAILED");
    }
}
