package dev.apk8s.chain.relay;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions that are handed in at once. */
record BatchRequest(@NotNull @Size(min = 1, max = BatchRequest.MAX) List<Item> transactions) {
    static final int MAX = 500;
    private static final int MAX_KEY = 200;

    /**
     * One of them, as {@link TransactionRequest} has it.
     *
     * @param idempotencyKey what else the header of that name says
     */
    record Item(@Nullable String idempotencyKey, @Nullable String raw, @Nullable String signer, @Nullable String to,
            @Nullable String value, @Nullable String data, @Nullable Long gas) {

        Transaction submit(Relay relay, Caller caller) {
            if (idempotencyKey != null && (idempotencyKey.isEmpty() || idempotencyKey.length() > MAX_KEY)) {
                throw ProblemException.invalidField("idempotencyKey",
                        "must have 1 to " + MAX_KEY + " characters");
            }
            return new TransactionRequest(raw, signer, to, value, data, gas).submit(relay, caller, idempotencyKey);
        }
    }
}
