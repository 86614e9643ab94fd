package dev.apk8s.chain.relay;

import dev.apk8s.chain.relay.Fees.Offer;
import dev.apk8s.chain.signer.SignerRecord;
import dev.apk8s.platform.table.Revisioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
        List<Revisioned<Slot>> unused = round.unused();
        List<Pushed> pushed = Together.map(IntStream.range(0, unused.size()).boxed().toList(),
                place -> push(round, unused.get(place), place < REPRICED_AT_ONCE)).stream().flatMap(Optional::stream)
                .toList();
        sending.send(round, pushed.stream().filter(Pushed::anew).map(Pushed::slot).toList());
        sending.sendMissing(round, pushed.stream().filter(each -> !each.anew()).map(Pushed::slot).toList());
    }

    /** Empty when there is nothing to send with the nonce. */
    private Optional<Pushed> push(Round round, Revisioned<Slot> slot, boolean first) {
        Tie tie = transactions.tie(slot.value());
        if (tie == Tie.UNSEEN) {
            return Optional.empty();
        }
        Transaction transaction = tie == Tie.ITS_OWN ? whole(slot.value()) : null;
        if (tie == Tie.ANOTHER || (transaction != null && transaction.isPresigned() && transaction.state().isFinal())) {
            slots.free(slot);
            return Optional.empty();
        }
        Optional<Slot> changed = next(round, slot.value(), transaction, first).map(slot.value()::with);
        changed.ifPresent(now -> slots.replace(slot, now));
        return Optional.of(new Pushed(changed.orElse(slot.value()), changed.isPresent()));
    }

    /** The transaction; a block that it was in is not in the chain any more. */
    private Transaction whole(Slot slot) {
        return transactions.change(slot.transaction(), now -> now.state() == State.MINED
                ? now.dropped("A reorganisation dropped its block: it is sent again")
                : now);
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

    private record Pushed(Slot slot, boolean anew) {}
}
