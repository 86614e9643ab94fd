package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import dev.apk8s.platform.table.Revisioned;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Does steps for an account: follows what is under way, and fills what is free. The two do not wait for each other, and
 * each step may be the last.
 */
@Component
final class Lane {
    private final Node node;
    private final Transactions transactions;
    private final Slots slots;
    private final Steps steps;
    private final RelayProperties properties;

    Lane(Node node, Transactions transactions, Slots slots, Steps steps, RelayProperties properties) {
        this.node = node;
        this.transactions = transactions;
        this.slots = slots;
        this.steps = steps;
        this.properties = properties;
    }

    /** The parts of a step, in their order. */
    @Component
    record Steps(Settling settling, Pushing pushing, Filling filling) {}

    /** Settles what is used and pushes what is sent, if the chain is another, it is time, or one is not wanted any more. */
    void follow(String account, Block head, Memory memory) {
        List<Revisioned<Slot>> taken = slots.of(account);
        if (memory.isSeen(head.hash()) && taken.stream().map(Revisioned::value)
                .noneMatch(slot -> memory.isDue(slot.nonce(), properties.lookAfter()) || isUnwanted(slot))) {
            return;
        }
        Fees fees = fees(head);
        steps.settling().settle(round(account, head, fees, taken, memory));
        steps.pushing().push(round(account, head, fees, slots.of(account), memory));
        memory.see(head.hash());
        memory.keepOnly(slots.of(account).stream().map(slot -> slot.value().nonce()).collect(Collectors.toSet()),
                keys(account));
    }

    /** Fills what is free. Returns whether something got a nonce. */
    boolean fill(String account, Block head, Memory memory) {
        List<Revisioned<Slot>> taken = slots.of(account);
        if (memory.isFilled(head.hash()) && !steps.filling().hasWork(account, taken, memory)) {
            return false;
        }
        Round round = round(account, head, fees(head), taken, memory);
        boolean filled = steps.filling().fill(round, properties.maxInFlight() - round.unused().size());
        memory.filled(head.hash());
        return filled;
    }

    private boolean isUnwanted(Slot slot) {
        return !slot.isCancelled() && transactions.find(slot.transaction()).filter(Transaction::cancelled).isPresent();
    }

    private Fees fees(Block head) {
        return Fees.of(node, head, properties.maxFeePerGas());
    }

    private Set<String> keys(String account) {
        return transactions.openOf(account).stream().map(Transaction::key).collect(Collectors.toSet());
    }

    private Round round(String account, Block head, Fees fees, List<Revisioned<Slot>> taken, Memory memory) {
        List<Reply> nonces = node.all(List.of(Call.of("eth_getTransactionCount", account, "latest"),
                Call.of("eth_getTransactionCount", account, "pending")));
        return new Round(account, head, Hex.number(nonces.getFirst().orThrow()),
                Hex.number(nonces.getLast().orThrow()), fees, taken, memory);
    }
}
