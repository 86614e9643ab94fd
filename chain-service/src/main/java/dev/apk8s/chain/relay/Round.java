package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Block;
import dev.apk8s.platform.table.Revisioned;
import java.util.List;

/**
 * What a step of a lane works on.
 *
 * @param nonce the account's next one by the chain's latest block
 * @param pending the account's next one with what waits at the node
 * @param slots by nonce
 */
record Round(String account, Block head, long nonce, long pending, Fees fees, List<Revisioned<Slot>> slots,
        Memory memory) {
    /** Those whose nonce is used, by whomever. */
    List<Revisioned<Slot>> used() {
        return slots.stream().filter(slot -> slot.value().nonce() < nonce).toList();
    }

    List<Revisioned<Slot>> unused() {
        return slots.stream().filter(slot -> slot.value().nonce() >= nonce).toList();
    }
}
