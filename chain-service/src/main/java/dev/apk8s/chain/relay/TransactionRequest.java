package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Hex;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is handed in: either signed bytes, or what a signer is to sign.
 *
 * @param raw signed bytes with 0x; nothing else stands beside them
 * @param signer by name; the standard one without it
 * @param to absent to make a contract of the data
 * @param value in wei, decimal digits; nothing without it
 * @param data with 0x
 * @param gas limit; estimated without it
 */
record TransactionRequest(@Nullable String raw, @Nullable String signer, @Nullable String to, @Nullable String value,
        @Nullable String data, @Nullable Long gas) {
    private static final int MAX_DATA = 64 << 10;
    private static final long MIN_GAS = 21_000;
    private static final long MAX_GAS = 1_000_000_000;

    private Order order() {
        if (to == null && data == null) {
            throw ProblemException.invalidField("to", "is missing: only a contract is made without it, of 'data'");
        }
        if (gas != null && (gas < MIN_GAS || gas > MAX_GAS)) {
            throw ProblemException.invalidField("gas", "must be between " + MIN_GAS + " and " + MAX_GAS);
        }
        BigInteger wei = value == null ? BigInteger.ZERO : Hex.decimal("value", value);
        return new Order(to == null ? null : Hex.address("to", to), null, wei.toString(),
                data == null ? "0x" : Hex.bytes("data", data, MAX_DATA), gas, null);
    }

    /** @param idempotencyKey of an order; signed bytes are their own */
    Transaction submit(Relay relay, Caller caller, @Nullable String idempotencyKey) {
        return raw == null
                ? relay.submit(caller, signer, order(), idempotencyKey)
                : relay.submitPresigned(caller, onlyRaw(raw));
    }

    /** @throws ProblemException when something stands beside the signed bytes */
    private String onlyRaw(String given) {
        if (signer != null || to != null || value != null || data != null || gas != null) {
            throw ProblemException.invalidField("raw", "is signed already: nothing can stand beside it");
        }
        return given;
    }
}
