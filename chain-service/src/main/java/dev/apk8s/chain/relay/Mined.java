package dev.apk8s.chain.relay;

import org.jspecify.annotations.Nullable;

/**
 * Where a transaction went into the chain.
 *
 * @param hash of the transaction: of all that were sent for it, the one that counts
 * @param contract that it made, otherwise null
 */
public record Mined(long block, String blockHash, String hash, boolean success, long gasUsed, String gasPrice,
        @Nullable String contract) {}
