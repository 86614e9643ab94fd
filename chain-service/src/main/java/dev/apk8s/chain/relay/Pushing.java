package dev.apk8s.chain.relay;

import dev.apk8s.chain.relay.Fees.Offer;
import dev.apk8s.chain.signer.SignerRecord;
import dev.apk8s.platform.table.Revisioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after nonces that are given out and not used: sends, sends again, offers more, cancels. */
@Component
final class Pushing {
    /** Only the first of an account can be mined next: to offer more for those behind them is of no use. */
    private static final int REPRICED_AT_ONCE = 16;
    private static final int MAX_ATTEMPTS = 20;

    private final Transactions transactions;
    private final Slots slots;
    private final Signing signing;
    private final Sending sending;
    private final Duration repriceAfter;

    Pushing(Transactions transactions, Slots slots, Signing signing, Sending sending, RelayProperties properties) {
        this.transactions = transactions;
        this.slots = slots;
        this.signing = signing;
        this.sending = sending;
        this.repriceAfter = properties.repriceAfter();
    }

    void push(Round round) {
        List<Slot> kept = new ArrayList<>();
        List<Slot> anew = new ArrayList<>();
        List<Revisioned<Slot>> unused = round.unused();
        for (int place = 0; place < unused.size(); place++) {
            Revisioned<Slot> slot = unused.get(place);
            boolean first = place < REPRICED_AT_ONCE;
            Optional<Transaction> transaction = transactions.find(slot.value().transaction());
            if (transaction.isPresent() && transaction.get().state() == State.MINED) {
                transactions.change(transaction.get().key(),
                        now -> now.dropped("A reorganisation dropped its block: it is sent again"));
            }
            Optional<Attempt> more = next(round, slot.value(), transaction.orElse(null), first);
            if (more.isPresent()) {
                Slot changed = slot.value().with(more.get());
                slots.replace(slot, changed);
                anew.add(changed);
            } else if (transaction.isPresent() && transaction.get().isPresigned()
                    && transaction.get().state().isFinal()) {
                slots.free(slot);
            } else {
                kept.add(slot.value());
            }
        }
        sending.send(round, anew);
        sending.sendMissing(round, kept);
    }

    /** @param transaction null when the nonce is only to be used up */
    private Optional<Attempt> next(Round round, Slot slot, @Nullable Transaction transaction, boolean first) {
        Optional<SignerRecord> signer = signing.signer(round.account());
        boolean presigned = transaction != null && transaction.isPresigned();
        if (signer.isEmpty() || presigned || slot.attempts().size() >= MAX_ATTEMPTS) {
            return Optional.empty();
        }
        boolean unwanted = transaction == null || transaction.cancelled() || transaction.state().isFinal();
        if (unwanted && !slot.isCancelled()) {
            return Optional.of(signing.cancel(signer.get(), slot.nonce(), priceOf(round, slot)));
        }
        boolean stuck = first && slot.last().signed().plus(repriceAfter).isBefore(Instant.now());
        if (!stuck) {
            return Optional.empty();
        }
        return round.fees().above(slot.last().offer()).map(offer -> unwanted || transaction == null
                ? signing.cancel(signer.get(), slot.nonce(), offer)
                : signing.sign(transaction, slot.to(), slot.nonce(), slot.gas(), offer));
    }

    /** A cancellation must take the place of what was sent; where the ceiling forbids that, it may still be first. */
    private static Offer priceOf(Round round, Slot slot) {
        return round.fees().above(slot.last().offer()).orElseGet(() -> round.fees().offer());
    }
}
