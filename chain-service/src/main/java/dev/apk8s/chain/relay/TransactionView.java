package dev.apk8s.chain.relay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction as it is shown. */
public record TransactionView(String id, State state, @Nullable String note, @Nullable String signer, String from,
        @Nullable String to, @Nullable String contract, String value, @Nullable Long nonce, @Nullable String hash,
        List<String> hashes, @Nullable Mined mined, boolean cancelled, Instant accepted, Instant changed, String by) {

    public static TransactionView of(Transaction of) {
        Mined mined = of.mined();
        String hash = mined != null ? mined.hash() : of.hashes().isEmpty() ? null : of.hashes().getLast();
        return new TransactionView(of.id(), of.state(), of.note(), of.signer(), Relay.shown(of.from()),
                of.order().to() == null ? null : Relay.shown(of.order().to()), of.order().contract(),
                of.order().value(), of.nonce(), hash, of.hashes(), mined, of.cancelled(), of.accepted(), of.changed(),
                of.by());
    }

    /** @param next give it as {@code after} to read on; absent on the last page */
    record Page(List<TransactionView> transactions, @Nullable String next) {}
}
