package dev.apk8s.ingest.command;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The recent commands of all devices, as far as this replica has read the topic, and those who wait for them. Bounded
 * by count, age and weight: the oldest go first.
 */
@Component
final class CommandView {
    private final int maxCommands;
    private final long maxWeight;
    private final int maxWaiting;
    private final Duration maxAge;
    private final LinkedHashMap<String, CommandState> states = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<CommandState>> waiting = new HashMap<>();
    private long weight;

    CommandView(CommandProperties properties) {
        maxCommands = properties.remembered();
        maxWeight = properties.rememberedBytes().toBytes();
        maxWaiting = properties.maxWaiting();
        maxAge = properties.rememberedFor();
    }

    /**
     * A future of the moment at which a command's sender need not wait any longer. Ask before the command is sent, and
     * {@link #forget} it in the end.
     */
    synchronized CompletableFuture<CommandState> expect(String command) {
        if (waiting.size() >= maxWaiting) {
            throw new ProblemException(CommandError.TOO_MANY_WAITING,
                    "Send the command without waiting, and ask for its state.").retryAfter(Duration.ofSeconds(1));
        }
        return waiting.computeIfAbsent(command, _ -> new CompletableFuture<>());
    }

    synchronized void forget(String command) {
        waiting.remove(command);
    }

    synchronized void add(CommandState accepted) {
        if (states.putIfAbsent(accepted.command().command(), accepted) == null) {
            weight += accepted.weight();
            evict(Instant.now());
        }
    }

    synchronized void note(CommandOutcome happened, int answerBytes) {
        CommandState known = states.get(happened.command());
        if (known == null || !known.command().device().equals(happened.device())) {
            return;
        }
        CommandState now = known.with(happened, answerBytes);
        states.put(happened.command(), now);
        weight += now.weight() - known.weight();
        CompletableFuture<CommandState> waiter = waiting.get(happened.command());
        if (waiter != null && now.isSettled()) {
            waiter.complete(now);
        }
        evict(Instant.now());
    }

    synchronized Optional<CommandState> find(String command) {
        return Optional.ofNullable(states.get(command));
    }

    @Nullable
    String traceOf(String command) {
        return find(command).map(CommandState::traceParent).orElse(null);
    }

    /** The newest first. */
    synchronized List<CommandState> recent(Predicate<CommandState> wanted, int limit) {
        List<CommandState> found = new ArrayList<>(states.values().stream().filter(wanted).toList());
        Collections.reverse(found);
        return found.subList(0, Math.min(limit, found.size()));
    }

    synchronized List<CommandState> overdue(Instant now) {
        return states.values().stream().filter(state -> state.isOverdue(now)).toList();
    }

    private void evict(Instant now) {
        Instant oldest = now.minus(maxAge);
        var eldest = states.values().iterator();
        while (eldest.hasNext()) {
            CommandState state = eldest.next();
            Instant accepted = state.happened().getOrDefault(Outcome.ACCEPTED, now);
            if (states.size() <= maxCommands && weight <= maxWeight && !accepted.isBefore(oldest)) {
                return;
            }
            eldest.remove();
            weight -= state.weight();
        }
    }
}
