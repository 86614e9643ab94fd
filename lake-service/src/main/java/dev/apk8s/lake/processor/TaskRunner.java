package dev.apk8s.lake.processor;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where a run does its work. In this process for now; a runner that makes a Kubernetes Job of it, watches the job and
 * takes over its log, has the same three things to say.
 */
interface TaskRunner {
    /**
     * Returns when the result is kept. Called again for the same run after a failure, or when the one who called before
     * is gone without a word: then it must come to the same result.
     *
     * @param progress to be told now and then
     * @throws SupersededException if the object is not there any more as it was
     * @throws IOException if the object cannot be read to its end
     */
    Run.Progress run(Run run, Consumer<Run.Progress> progress) throws IOException, SupersededException;
}
