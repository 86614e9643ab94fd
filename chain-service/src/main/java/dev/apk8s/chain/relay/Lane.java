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

/** Does a step for an account: settles what is used, pushes what is sent, fills what is free. Each step may be the last. */
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

    void step(String account, Block head, Memory memory) {
        List<Revisioned<Slot>> taken = slots.of(account);
        boolean due = taken.stream().anyMatch(slot -> memory.isDue(slot.value().nonce(), properties.lookAfter()));
        if (memory.isSeen(head.hash()) && !due && !steps.filling().hasWork(account, taken, memory)) {
            return;
        }
        Fees fees = Fees.of(node, head, properties.maxFeePerGas());
        Round round = round(account, head, fees, taken, memory);
        steps.settling().settle(round);
        steps.pushing().push(round(account, head, fees, slots.of(account), memory));
        Round last = round(account, head, fees, slots.of(account), memory);
        steps.filling().fill(last, properties.maxInFlight() - last.unused().size());
        memory.see(head.hash());
        memory.keepOnly(slots.of(account).stream().map(slot -> slot.value().nonce()).collect(Collectors.toSet()),
                keys(account));
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
