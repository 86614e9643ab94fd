package dev.apk8s.ml.training;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The records of runs, on the log. */
@Component
class Runs {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);
    private static final int MISSED_HEARTBEATS = 6;

    private final EventTable<Run> table;
    private final TrainingProperties properties;

    Runs(EventTable<Run> table, TrainingProperties properties) {
        this.table = table;
        this.properties = properties;
    }

    void create(Run run) {
        List<Revisioned<Run>> own = of(run.tenant(), run.experiment());
        own.stream().filter(entry -> entry.value().state().isOver())
                .limit(Math.max(0, own.size() + 1L - properties.runsOfExperiment()))
                .forEach(entry -> forget(entry.value(), entry.revision()));
        if (table.isFull()) {
            throw new ProblemException(TrainingError.TOO_MANY_RUNS, "The service keeps " + table.maxEntries()
                    + " runs.");
        }
        table.create(key(run), run);
    }

    private void forget(Run run, long revision) {
        try {
            table.delete(key(run), revision);
        } catch (TableConflictException changed) {
            log.debug("Run {} was changed meanwhile", run.id(), changed);
        }
    }

    Run require(String tenant, String experiment, String id) {
        return table.get(tenant + "/" + experiment + "/" + id).orElseThrow(() -> ProblemException
                .notFound("The experiment '" + experiment + "' has no run '" + id + "'."));
    }

    /** Of an experiment, the oldest first: their ids are in the order of time. */
    List<Revisioned<Run>> of(String tenant, String experiment) {
        String prefix = tenant + "/" + experiment + "/";
        List<Revisioned<Run>> found = new ArrayList<>();
        for (Map.Entry<String, Revisioned<Run>> entry : table.after(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.add(entry.getValue());
        }
        return found;
    }

    /**
     * Changes a run that is not over.
     *
     * @return what it is now, or empty if it is over, such as when it was cancelled
     */
    Optional<Run> change(Run run, UnaryOperator<Run> change) {
        while (true) {
            Optional<Revisioned<Run>> found = table.find(key(run)).filter(entry -> !entry.value().state().isOver());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Run changed = change.apply(found.get().value());
            try {
                table.replace(key(run), changed, found.get().revision());
                return Optional.of(changed);
            } catch (TableConflictException first) {
                log.debug("Run {} was changed meanwhile", run.id(), first);
            }
        }
    }

    /** A run whose replica was stopped says nothing any more: any other replica says so for it. */
    @Scheduled(fixedDelayString = "${apk8s.ml.training.heartbeat:5s}")
    void sweep() {
        Instant silent = Instant.now().minus(properties.heartbeat().multipliedBy(MISSED_HEARTBEATS));
        for (Revisioned<Run> entry : table.after(null).values()) {
            Run run = entry.value();
            if (!run.state().isOver() && run.seen().isBefore(silent)) {
                change(run, found -> found.seen().isBefore(silent)
                        ? found.failed(TrainingError.INTERRUPTED.name(), TrainingError.INTERRUPTED.title())
                        : found);
            }
        }
    }

    private static String key(Run run) {
        return run.tenant() + "/" + run.experiment() + "/" + run.id();
    }
}
