package dev.apk8s.chain.relay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A nonce of an account, and the transaction that has it. It is kept under account and nonce before anything is sent: as
 * the log takes one record only where none is, no nonce is given out twice, whoever believes to be the account's owner.
 *
 * @param transaction key of the transaction; empty when the nonce is only to be used up
 * @param to whom it goes; null to make a contract
 * @param gas limit that it has
 * @param attempts that were signed for it, the latest last
 */
record Slot(String address, long nonce, String transaction, @Nullable String to, long gas, List<Attempt> attempts) {
    /** Sorts by nonce. */
    static String key(String address, long nonce) {
        return address + "/" + "%019d".formatted(nonce);
    }

    @JsonIgnore
    String key() {
        return key(address, nonce);
    }

    @JsonIgnore
    Attempt last() {
        return attempts.getLast();
    }

    /** Whether it is only to be used up, and never was a transaction's. */
    @JsonIgnore
    boolean isNobodys() {
        return transaction.isEmpty();
    }

    @JsonIgnore
    boolean isCancelled() {
        return attempts.stream().anyMatch(Attempt::cancels);
    }

    /** The hashes of the transaction itself. */
    @JsonIgnore
    List<String> hashes() {
        return attempts.stream().filter(attempt -> !attempt.cancels()).map(Attempt::hash).toList();
    }

    Slot with(Attempt more) {
        return new Slot(address, nonce, transaction, to, gas,
                Stream.concat(attempts.stream(), Stream.of(more)).toList());
    }
}
