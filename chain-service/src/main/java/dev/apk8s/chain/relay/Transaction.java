package dev.apk8s.chain.relay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that was handed in, with all that is known of it. Kept on the log at every step.
 *
 * @param signer name of the signer; null when it came signed
 * @param from the account, in lower case
 * @param digest of the request, to tell a repeated one from another one with the same key
 * @param note why it is in its state, for people
 * @param hashes under which it was sent, the latest last
 * @param cancelled whether its owner does not want it any more
 * @param by who handed it in
 * @param traceParent of the request, by W3C Trace Context
 */
public record Transaction(String id, String tenant, @Nullable String signer, String from, Order order, String digest,
        State state, @Nullable String note, @Nullable Long nonce, List<String> hashes, @Nullable Mined mined,
        boolean cancelled, Instant accepted, Instant changed, String by, @Nullable String traceParent) {

    /** How the note begins where the relay itself saw that the account has too little. */
    static final String UNFUNDED = "The account has not enough ether";

    /** Whether it waits, or was refused by the node, because its account has too little. */
    @JsonIgnore
    boolean isUnfunded() {
        return note != null && (note.startsWith(UNFUNDED) || Sending.contains(note, "insufficient funds"));
    }

    public static String key(String tenant, String id) {
        return tenant + "/" + id;
    }

    @JsonIgnore
    public String key() {
        return key(tenant, id);
    }

    @JsonIgnore
    boolean isPresigned() {
        return signer == null;
    }

    Transaction at(State next, @Nullable String why) {
        return changed(next, why, nonce, hashes, mined, cancelled);
    }

    Transaction sent(Slot slot) {
        return changed(State.SUBMITTED, null, slot.nonce(), slot.hashes(), null, cancelled);
    }

    Transaction mined(Mined where) {
        return changed(State.MINED, null, nonce, hashes, where, cancelled);
    }

    /** Back to where it has no nonce: another transaction took it. */
    Transaction back(String why) {
        return changed(State.QUEUED, why, null, new ArrayList<>(hashes), null, cancelled);
    }

    Transaction dropped(String why) {
        return changed(State.QUEUED, why, nonce, hashes, null, cancelled);
    }

    Transaction cancel() {
        return changed(state, note, nonce, hashes, mined, true);
    }

    private Transaction changed(State next, @Nullable String why, @Nullable Long itsNonce, List<String> itsHashes,
            @Nullable Mined where, boolean unwanted) {
        return new Transaction(id, tenant, signer, from, order, digest, next, why, itsNonce, itsHashes, where, unwanted,
                accepted, Instant.now(), by, traceParent);
    }
}
