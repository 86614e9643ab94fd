package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Hands signed bytes to the node: always what is kept, so that to hand it in twice is to hand in the same. */
@Component
final class Sending {
    /** How often the node may refuse a transaction before it counts as one that the chain does not take. */
    private static final int PATIENCE = 5;
    /** Of one account, nodes keep few that come before their turn: Geth 64. */
    private static final int CHUNK = 16;
    private static final int CHUNKS_AT_ONCE = 4;

    private final Node node;
    private final Transactions transactions;
    private final Duration lookAfter;

    Sending(Node node, Transactions transactions, RelayProperties properties) {
        this.node = node;
        this.transactions = transactions;
        this.lookAfter = properties.lookAfter();
    }

    /** Sends again what the node does not have: it may have been restarted, or a reorganisation dropped a block. */
    void sendMissing(Round round, List<Slot> slots) {
        List<Slot> due = slots.stream().filter(slot -> round.memory().isDue(slot.nonce(), lookAfter)).toList();
        List<Reply> known = node
                .all(due.stream().map(slot -> Call.of("eth_getTransactionByHash", slot.last().hash())).toList());
        List<Slot> missing = new ArrayList<>();
        List<Slot> there = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            round.memory().looked(due.get(i).nonce());
            (known.get(i).orThrow().isNull() ? missing : there).add(due.get(i));
        }
        submitted(there);
        send(round, missing);
    }

    /** In the order of nonces, or nearly so. */
    void send(Round round, List<Slot> slots) {
        List<Reply> replies = Together.map(slots.stream().gather(Gatherers.windowFixed(CHUNK)).toList(), CHUNKS_AT_ONCE,
                this::replies).stream().flatMap(List::stream).toList();
        slots.forEach(slot -> round.memory().looked(slot.nonce()));
        submitted(IntStream.range(0, slots.size()).filter(i -> isTaken(replies.get(i))).mapToObj(slots::get).toList());
        for (int i = 0; i < slots.size(); i++) {
            String refusal = replies.get(i).refusal();
            if (refusal != null && !isTaken(replies.get(i))) {
                refused(round, slots.get(i), refusal);
            }
        }
    }

    private List<Reply> replies(List<Slot> slots) {
        return node.all(slots.stream().map(slot -> Call.of("eth_sendRawTransaction", slot.last().raw())).toList());
    }

    private void submitted(List<Slot> slots) {
        Together.map(slots.stream().filter(slot -> transactions.find(slot.transaction()).isPresent()).toList(),
                slot -> transactions.change(slot.transaction(), now -> isKnown(slot, now)
                        ? now
                        : now.sent(slot)));
    }

    private static boolean isKnown(Slot slot, Transaction now) {
        return now.state() == State.MINED
                || (now.state() == State.SUBMITTED && now.hashes().equals(slot.hashes()) && now.note() == null);
    }

    private static boolean isTaken(Reply reply) {
        String refusal = reply.refusal();
        return refusal == null || contains(refusal, "already known", "already imported", "already exist");
    }

    private void refused(Round round, Slot slot, String refusal) {
        if (contains(refusal, "nonce too low") || transactions.find(slot.transaction()).isEmpty()) {
            // What became of the nonce is found out at the next step.
            return;
        }
        boolean passes = contains(refusal, "underpriced", "insufficient funds", "pool is full", "max fee per gas",
                "fee too low");
        boolean last = !passes && round.memory().refused(slot.transaction()) >= PATIENCE;
        String note = "The node says: " + refusal;
        transactions.change(slot.transaction(), now -> {
            if (last) {
                return now.at(State.FAILED, note);
            }
            return note.equals(now.note()) ? now : now.at(State.QUEUED, note);
        });
    }

    static boolean contains(String text, String... parts) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String part : parts) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
