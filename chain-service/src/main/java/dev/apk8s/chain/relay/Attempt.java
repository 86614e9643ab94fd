package dev.apk8s.chain.relay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Signed bytes that were, or are about to be, sent.
 *
 * @param raw the bytes with 0x
 * @param maxFee the most to be paid for a unit of gas, in wei; 0 when it came signed
 * @param tip for whoever makes the block, in wei
 * @param cancels whether it only uses the nonce up
 */
record Attempt(String hash, String raw, String maxFee, String tip, Instant signed, boolean cancels) {
    @JsonIgnore
    Fees.Offer offer() {
        return new Fees.Offer(new BigInteger(maxFee), new BigInteger(tip));
    }
}
