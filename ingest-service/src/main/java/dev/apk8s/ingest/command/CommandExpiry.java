package dev.apk8s.ingest.command;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;

/** Notes on the log that a command's time is up: by the one replica that sends that command's partition. */
class CommandExpiry {
    private final CommandView view;
    private final CommandLog log;
    private final Supplier<Set<Integer>> ownPartitions;

    CommandExpiry(CommandView view, CommandLog log, Supplier<Set<Integer>> ownPartitions) {
        this.view = view;
        this.log = log;
        this.ownPartitions = ownPartitions;
    }

    /** One that the log does not take stays overdue, and is noted at a later look. */
    @Scheduled(fixedDelay = 250)
    void look() {
        Set<Integer> own = ownPartitions.get();
        for (CommandState state : view.overdue(Instant.now())) {
            if (own.contains(state.partition()) && note(state).isCompletedExceptionally()) {
                return;
            }
        }
    }

    private CompletableFuture<?> note(CommandState state) {
        Command command = state.command();
        var expired = new CommandOutcome(command.command(), command.device(), Outcome.EXPIRED, command.expires(),
                null);
        return log.note(state.tenant(), expired, state.traceParent());
    }
}
