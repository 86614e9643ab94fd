package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.ProcessorProperties.Runner;
import java.io.IOException;

/** Works in this process. */
final class InProcessRunner implements TaskRunner {
    private final TaskWork work;
    private final int places;

    InProcessRunner(TaskWork work, ProcessorProperties properties) {
        this.work = work;
        places = properties.workers();
    }

    @Override
    public int places() {
        return places;
    }

    @Override
    public Runner kind() {
        return Runner.PROCESS;
    }

    @Override
    public Run.Progress run(Run run, RunReport report) throws IOException, SupersededException {
        return work.perform(run.task(), report::progress);
    }

    @Override
    public void settled(Run run, Run.State outcome) {
        // Nothing is left of it.
    }
}
