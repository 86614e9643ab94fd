package dev.apk8s.ingest.command;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command.
 *
 * @param command without its payload, which the log has
 * @param partition of the topic
 * @param traceParent of the request that sent it, if it was traced
 * @param happened when what happened to it did, for the first time
 * @param answer what the device said: JSON
 * @param weight what it takes in memory, roughly, in bytes
 */
record CommandState(Command command, String tenant, int partition, @Nullable String traceParent,
        Map<Outcome, Instant> happened, @Nullable String answer, int weight) {
    private static final int OVERHEAD = 800;

    static CommandState accepted(Command command, String tenant, int partition, @Nullable String traceParent,
            Instant time) {
        return new CommandState(command.withoutPayload(), tenant, partition, traceParent,
                new EnumMap<>(Map.of(Outcome.ACCEPTED, time)), null, OVERHEAD);
    }

    /** With something that happened to it. That may be told twice, late, and in any order. */
    CommandState with(CommandOutcome told, int answerBytes) {
        if (happened.containsKey(told.outcome())) {
            return this;
        }
        Map<Outcome, Instant> more = new EnumMap<>(happened);
        more.put(told.outcome(), told.time());
        return told.outcome() == Outcome.ANSWERED
                ? new CommandState(command, tenant, partition, traceParent, more, told.answer(), weight + answerBytes)
                : new CommandState(command, tenant, partition, traceParent, more, answer, weight);
    }

    /** How far it has come. An acknowledgement or answer that was awaited counts even when it came too late. */
    Outcome outcome() {
        if (happened.containsKey(Outcome.ANSWERED)) {
            return Outcome.ANSWERED;
        }
        boolean expired = happened.containsKey(Outcome.EXPIRED);
        if (expired && command.await() == Await.ANSWER) {
            return Outcome.EXPIRED;
        }
        if (happened.containsKey(Outcome.DELIVERED)) {
            return Outcome.DELIVERED;
        }
        if (expired) {
            return Outcome.EXPIRED;
        }
        return happened.containsKey(Outcome.SENT) ? Outcome.SENT : Outcome.ACCEPTED;
    }

    /** Whether its sender need not wait any longer. */
    boolean isSettled() {
        return switch (outcome()) {
            case ACCEPTED, SENT -> false;
            case DELIVERED -> command.await() != Await.ANSWER;
            case EXPIRED, ANSWERED -> true;
        };
    }

    /** Whether its time is up, and nobody has noted that yet. */
    boolean isOverdue(Instant now) {
        return !isSettled() && now.isAfter(command.expires());
    }
}
