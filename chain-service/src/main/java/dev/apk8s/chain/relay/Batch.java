package dev.apk8s.chain.relay;

import dev.apk8s.chain.relay.BatchAnswer.Accepted;
import dev.apk8s.chain.relay.BatchAnswer.Rejected;
import dev.apk8s.chain.relay.BatchRequest.Item;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Hands in many transactions at once: the log takes them together, and one that is wrong does not keep the rest back. */
@Component
final class Batch {
    private final Relay relay;

    Batch(Relay relay) {
        this.relay = relay;
    }

    /**
     * Returns when the log has all that can be accepted.
     *
     * @throws ProblemException when none is accepted, or the service takes no more for now: what is accepted all the same
     * is told in its members
     */
    BatchAnswer submit(Caller caller, List<Item> items) {
        List<Outcome> outcomes = Together.map(IntStream.range(0, items.size()).boxed().toList(),
                position -> submit(caller, items.get(position), position));
        List<Accepted> accepted = outcomes.stream().map(Outcome::accepted).filter(Objects::nonNull).toList();
        List<Rejected> rejected = new ArrayList<>();
        ProblemException first = null;
        ProblemException notNow = null;
        for (Outcome outcome : outcomes) {
            ProblemException problem = outcome.problem();
            if (problem == null) {
                continue;
            }
            first = first == null ? problem : first;
            if (isForNow(problem)) {
                notNow = problem;
            }
            Object field = problem.members().get("field");
            rejected.add(new Rejected(outcome.position(), problem.code().name(), problem.detail(),
                    field == null ? null : field.toString()));
        }
        ProblemException answer = notNow == null && accepted.isEmpty() ? first : notNow;
        if (answer != null) {
            throw answer.with("acceptedCount", accepted.size()).with("rejectedCount", rejected.size())
                    .with("accepted", accepted).with("rejected", rejected);
        }
        return new BatchAnswer(accepted.size(), rejected.size(), accepted, rejected);
    }

    private Outcome submit(Caller caller, @Nullable Item item, int position) {
        try {
            if (item == null) {
                throw ProblemException.invalidField("transactions[" + position + "]", "is null");
            }
            Transaction kept = item.submit(relay, caller);
            return new Outcome(position, new Accepted(position, kept.id(), kept.state()), null);
        } catch (ProblemException refused) {
            return new Outcome(position, null, refused);
        }
    }

    private static boolean isForNow(ProblemException problem) {
        HttpStatus status = problem.code().status();
        return status.is5xxServerError() || status == HttpStatus.TOO_MANY_REQUESTS;
    }

    private record Outcome(int position, @Nullable Accepted accepted, @Nullable ProblemException problem) {}
}
