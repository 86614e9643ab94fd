package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import dev.apk8s.chain.signer.SignerRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds out whether transactions can get a nonce now: whither they go, and what gas they take. */
@Component
final class Readying {

    private final Node node;
    private final Signing signing;
    private final ObjectProvider<AddressBook> addresses;

    Readying(Node node, Signing signing, ObjectProvider<AddressBook> addresses) {
        this.node = node;
        this.signing = signing;
        this.addresses = addresses;
    }

    sealed interface Outcome {}

    record Final(State state, String why) implements Outcome {}

    record Wait(String why) implements Outcome {}

    record Go(@Nullable String to, long gas) implements Outcome {}

    /** In the order of the transactions. */
    List<Outcome> ready(Round round, List<Transaction> transactions) {
        List<Outcome> outcomes = new ArrayList<>();
        Map<Integer, Call> estimates = new LinkedHashMap<>();
        for (int i = 0; i < transactions.size(); i++) {
            Transaction transaction = transactions.get(i);
            Outcome outcome = before(round, transaction);
            if (outcome instanceof Go go && transaction.order().gas() == null) {
                estimates.put(i, estimate(transaction, go.to()));
            }
            outcomes.add(outcome);
        }
        List<Integer> places = List.copyOf(estimates.keySet());
        List<Reply> replies = node.all(List.copyOf(estimates.values()));
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            outcomes.set(place, after(round, (Go) outcomes.get(place), replies.get(i)));
        }
        // What goes before it may change that: only the first of an account is refused for good.
        boolean behind = !round.unused().isEmpty();
        for (int i = 0; i < outcomes.size(); i++) {
            if (behind && outcomes.get(i) instanceof Final(State state, String why) && state == State.FAILED) {
                outcomes.set(i, new Wait(why));
            }
            behind |= outcomes.get(i) instanceof Go;
        }
        return outcomes;
    }

    private Outcome before(Round round, Transaction transaction) {
        Order order = transaction.order();
        if (transaction.cancelled()) {
            return new Final(State.REPLACED, "Cancelled before it was sent");
        }
        SignerRecord signer = signing.signer(transaction);
        if (signer.disabled()) {
            return new Wait("The signer is disabled");
        }
        if (round.fees().isAboveCeiling()) {
            return new Wait("Gas costs more than is ever offered: the base fee is " + round.fees().baseFee() + " wei");
        }
        String contract = order.contract();
        Optional<String> to = contract == null
                ? Optional.ofNullable(order.to())
                : addresses.getObject().find(transaction.tenant(), contract);
        if (contract != null && to.isEmpty()) {
            return new Wait("The contract " + contract + " is not on the chain yet");
        }
        Long gas = order.gas();
        return new Go(to.orElse(null), gas == null ? 0 : gas);
    }

    private static Call estimate(Transaction transaction, @Nullable String to) {
        Map<String, Object> call = new HashMap<>();
        call.put("from", transaction.from());
        if (to != null) {
            call.put("to", to);
        }
        call.put("value", Hex.of(transaction.order().wei()));
        call.put("data", transaction.order().data());
        return Call.of("eth_estimateGas", call, "latest");
    }

    private static Outcome after(Round round, Go go, Reply reply) {
        String refusal = reply.refusal();
        if (refusal == null) {
            long used = Hex.number(reply.result());
            long limit = used <= Signing.PLAIN_GAS ? used : used + used / 4;
            return BigInteger.valueOf(used).compareTo(round.head().gasLimit()) > 0
                    ? new Final(State.FAILED, "It takes more gas than a block has: " + used)
                    : new Go(go.to(), Math.min(limit, round.head().gasLimit().longValue()));
        }
        return Sending.contains(refusal, "revert", "execution", "invalid opcode", "block gas limit",
                "intrinsic gas")
                        ? new Final(State.FAILED, "The chain would refuse it: " + refusal)
                        : new Wait("The node says: " + refusal);
    }
}
