package dev.apk8s.chain.proof;

import dev.apk8s.chain.relay.TransactionView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proof as the chain has it.
 *
 * @param registry address of the contract that has it
 * @param block that it was anchored in
 * @param time of that block
 * @param sender the account that anchored it
 * @param transaction hash of the transaction, by which anybody finds it
 * @param confirmations how many blocks hold it, its own among them
 */
record ProofView(String sha256, String registry, long block, String blockHash, Instant time, String sender,
        String transaction, long confirmations) {

    /** @param transaction on its way, with its state */
    record Anchoring(String sha256, @Nullable Long size, TransactionView transaction) {}

    /** @param proof absent when the bytes are not anchored */
    record Verified(String sha256, long size, boolean anchored, @Nullable ProofView proof) {}
}
