package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.relay.Fees.Offer;
import dev.apk8s.platform.table.Revisioned;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives nonces to transactions that have none. */
@Component
final class Filling {
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    /** While these are sent the next ones are kept. */
    private static final int KEPT_AT_ONCE = 256;

    private final Node node;
    private final Transactions transactions;
    private final Slots slots;
    private final Signing signing;
    private final Sending sending;
    private final Readying readying;

    Filling(Node node, Transactions transactions, Slots slots, Signing signing, Sending sending, Readying readying) {
        this.node = node;
        this.transactions = transactions;
        this.slots = slots;
        this.signing = signing;
        this.sending = sending;
        this.readying = readying;
    }

    /** Whether anything waits for a nonce now. */
    boolean hasWork(String account, List<Revisioned<Slot>> taken, Memory memory) {
        return waiting(account, taken).stream().anyMatch(transaction -> !memory.isWaiting(transaction.key()));
    }

    /** Returns whether something got a nonce. */
    boolean fill(Round round, int capacity) {
        List<Transaction> candidates = waiting(round.account(), round.slots()).stream()
                .filter(transaction -> !round.memory().isWaiting(transaction.key())).limit(Math.max(0, capacity))
                .toList();
        List<Slot> filled = new ArrayList<>();
        candidates.stream().filter(Transaction::isPresigned)
                .forEach(transaction -> presigned(transaction).ifPresent(filled::add));
        List<Ready> ready = ready(round,
                candidates.stream().filter(transaction -> !transaction.isPresigned()).toList());
        if (ready.isEmpty()) {
            closeGap(round).ifPresent(filled::add);
        }
        sending.send(round, filled);
        return giveAndSend(round, ready) || !filled.isEmpty();
    }

    private boolean giveAndSend(Round round, List<Ready> ready) {
        Executor executor = Together.executor();
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        boolean any = false;
        try {
            for (List<Given> given : given(round, ready).stream().gather(Gatherers.windowFixed(KEPT_AT_ONCE))
                    .toList()) {
                List<Slot> kept = keep(round, given);
                any |= !kept.isEmpty();
                sent = sent.thenRunAsync(() -> sending.send(round, kept), executor);
            }
        } finally {
            Together.await(sent);
        }
        return any;
    }

    private List<Transaction> waiting(String account, List<Revisioned<Slot>> taken) {
        Set<String> placed = taken.stream().map(slot -> slot.value().transaction()).collect(Collectors.toSet());
        return transactions.openOf(account).stream().filter(transaction -> !placed.contains(transaction.key()))
                .toList();
    }

    private Optional<Slot> presigned(Transaction transaction) {
        Attempt attempt = Signing.presigned(String.valueOf(transaction.order().presigned()));
        Long nonce = transaction.nonce();
        if (transaction.cancelled() || nonce == null) {
            transactions.change(transaction.key(), now -> now.at(State.REPLACED, "Cancelled before it was sent"));
            return Optional.empty();
        }
        Slot slot = new Slot(transaction.from(), nonce, transaction.key(), transaction.order().to(), 0,
                List.of(attempt));
        if (!slots.take(slot)) {
            transactions.change(transaction.key(),
                    now -> now.at(State.FAILED, "Another transaction of the account has its nonce"));
            return Optional.empty();
        }
        return Optional.of(slot);
    }

    private List<Ready> ready(Round round, List<Transaction> candidates) {
        List<Ready> ready = new ArrayList<>();
        BigInteger funds = candidates.isEmpty() ? BigInteger.ZERO : funds(round);
        Offer offer = round.fees().offer();
        List<Readying.Outcome> outcomes = readying.ready(round, candidates);
        for (int i = 0; i < candidates.size(); i++) {
            Transaction transaction = candidates.get(i);
            switch (outcomes.get(i)) {
                case Readying.Final(State state, String why) ->
                    transactions.change(transaction.key(), now -> now.at(state, why));
                case Readying.Wait(String why) -> letWait(round, transaction, why);
                case Readying.Go(String to, long gas) -> {
                    BigInteger cost = offer.maxFee().multiply(BigInteger.valueOf(gas)).add(transaction.order().wei());
                    if (cost.compareTo(funds) > 0) {
                        letWait(round, transaction, Transaction.UNFUNDED + ": it needs " + cost
                                + " wei beside what is under way, and has " + funds);
                    } else {
                        funds = funds.subtract(cost);
                        ready.add(new Ready(transaction, to, gas));
                    }
                }
            }
        }
        return ready;
    }

    private void letWait(Round round, Transaction transaction, String why) {
        round.memory().letWait(transaction.key(), TRY_AGAIN_AFTER);
        transactions.change(transaction.key(),
                now -> now.state() == State.QUEUED && why.equals(now.note()) ? now : now.at(State.QUEUED, why));
    }

    /** What the account has, less what it may still have to pay for what is under way. */
    private BigInteger funds(Round round) {
        BigInteger balance = Hex.quantity(node.ask("eth_getBalance", round.account(), "latest"));
        for (Revisioned<Slot> slot : round.unused()) {
            BigInteger value = transactions.find(slot.value().transaction()).map(of -> of.order().wei())
                    .orElse(BigInteger.ZERO);
            balance = balance.subtract(value).subtract(
                    slot.value().last().offer().maxFee().multiply(BigInteger.valueOf(slot.value().gas())));
        }
        return balance;
    }

    private static List<Given> given(Round round, List<Ready> ready) {
        Iterator<Long> free = free(round, ready.size()).iterator();
        Map<Long, Ready> given = new LinkedHashMap<>();
        for (Ready each : ready) {
            // One that has a nonce is only ever sent with that.
            Long its = each.transaction().nonce();
            given.put(its == null ? free.next() : its, each);
        }
        return given.entrySet().stream().map(entry -> new Given(entry.getKey(), entry.getValue())).toList();
    }

    private List<Slot> keep(Round round, List<Given> given) {
        Offer offer = round.fees().offer();
        return Together.map(given, each -> {
            Ready of = each.of();
            Attempt attempt = signing.sign(of.transaction(), of.to(), each.nonce(), of.gas(), offer);
            Slot slot = new Slot(round.account(), each.nonce(), of.transaction().key(), of.to(), of.gas(),
                    List.of(attempt));
            // It is sent right after this, and not by whoever looks after those that were forgotten.
            round.memory().looked(each.nonce());
            return slots.take(slot) && transactions.tie(slot) == Tie.ITS_OWN
                    ? Optional.of(slot)
                    : Optional.<Slot>empty();
        }).stream().flatMap(Optional::stream).toList();
    }

    /** The nonces that come next: what waits at the node without a slot of ours was sent by somebody else. */
    private static List<Long> free(Round round, int count) {
        Set<Long> taken = round.slots().stream().map(slot -> slot.value().nonce()).collect(Collectors.toSet());
        List<Long> free = new ArrayList<>();
        for (long nonce = Math.max(round.nonce(), round.pending()); free.size() < count; nonce++) {
            if (!taken.contains(nonce)) {
                free.add(nonce);
            }
        }
        return free;
    }

    /** A nonce that nobody has holds up all above it: it is used up for nothing. */
    private Optional<Slot> closeGap(Round round) {
        List<Revisioned<Slot>> unused = round.unused();
        if (unused.isEmpty()) {
            return Optional.empty();
        }
        long gap = free(round, 1).getFirst();
        if (unused.getLast().value().nonce() < gap) {
            return Optional.empty();
        }
        return signing.signer(round.account())
                .map(signer -> new Slot(round.account(), gap, "", round.account(), Signing.PLAIN_GAS,
                        List.of(signing.cancel(signer, gap, round.fees().offer()))))
                .filter(slots::take);
    }

    private record Given(long nonce, Ready of) {}

    private record Ready(Transaction transaction, @Nullable String to, long gas) {}
}
