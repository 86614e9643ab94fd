package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.ProcessorProperties.Runner;
import java.io.IOException;

/** Where runs do their work. */
interface TaskRunner {
    /** How many runs it works on at once. */
    int places();

    Runner kind();

    /**
     * Whether the work goes on when nobody of this service watches: who takes such a run over only watches it, and that
     * is no further attempt.
     */
    default boolean isApart() {
        return kind() == Runner.KUBERNETES;
    }

    /**
     * Returns when the result is kept. Called again for the same run after a failure, or when the one who called before
     * is gone without a word: then it must come to the same result.
     *
     * @throws SupersededException if the object is not there any more as it was
     * @throws IOException if the object cannot be read to its end
     * @throws TaskFailedException if it was tried elsewhere, in vain
     */
    Run.Progress run(Run run, RunReport report) throws IOException, SupersededException, TaskFailedException;

    /**
     * What became of the run is kept: what was held for it may go.
     *
     * @param run as it was when it was worked on
     */
    void settled(Run run, Run.State outcome);
}
