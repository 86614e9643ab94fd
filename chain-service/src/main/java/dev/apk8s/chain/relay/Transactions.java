package dev.apk8s.chain.relay;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All transactions, as every replica knows them, with those that are not finished by account. */
@Component
public final class Transactions {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);
    /** This part of all is kept free: as much as comes while room is made under full load. */
    private static final int ROOM = 5;
    private static final int MAX_TRIES = 20;
    static final Comparator<Transaction> BY_AGE = Comparator.comparing(Transaction::accepted)
            .thenComparing(Transaction::id);

    private final EventTable<Transaction> records;
    private final Map<String, Set<String>> open = new ConcurrentHashMap<>();
    private final Slots slots;
    private final HashIndex hashes;
    private final AtomicBoolean pruning = new AtomicBoolean();
    private final List<Consumer<Transaction>> wishes = new CopyOnWriteArrayList<>();

    Transactions(EventTable<Transaction> transactionRecords, Slots slots, HashIndex hashes) {
        this.records = transactionRecords;
        this.slots = slots;
        this.hashes = hashes;
        transactionRecords.onChange((key, now) -> now.ifPresentOrElse(this::note, () -> hashes.forget(key)));
    }

    private void note(Transaction transaction) {
        Set<String> ofAccount = open.computeIfAbsent(transaction.from(), _ -> ConcurrentHashMap.newKeySet());
        if (transaction.state().isFinal()) {
            ofAccount.remove(transaction.key());
        } else if (ofAccount.add(transaction.key()) || transaction.cancelled()) {
            wishes.forEach(wish -> wish.accept(transaction));
        }
        hashes.add(transaction.hashes(), transaction.key());
    }

    /** Called when there is one more that is not finished, or one that should not happen any more. */
    void onWish(Consumer<Transaction> listener) {
        wishes.add(listener);
    }

    public Optional<Transaction> find(String tenant, String id) {
        return records.get(Transaction.key(tenant, id));
    }

    Optional<Transaction> find(String key) {
        return records.get(key);
    }

    /** The transaction that was sent under a hash, if it went through here. */
    public Optional<Transaction> ofHash(String hash) {
        return hashes.find(hash).flatMap(records::get);
    }

    long openCount() {
        return open.values().stream().mapToLong(Set::size).sum();
    }

    /** What is not finished, of all accounts. */
    Stream<Transaction> open() {
        return unfinished(open.values().stream().flatMap(Set::stream));
    }

    /** Accounts that have something on its way. */
    Stream<String> busyAccounts() {
        return open.entrySet().stream().filter(entry -> !entry.getValue().isEmpty()).map(Map.Entry::getKey);
    }

    /** What is not finished, the oldest first. */
    List<Transaction> openOf(String account) {
        return unfinished(open.getOrDefault(account, Set.of()).stream()).sorted(BY_AGE).toList();
    }

    private Stream<Transaction> unfinished(Stream<String> keys) {
        return keys.flatMap(key -> records.get(key).stream()).filter(transaction -> !transaction.state().isFinal());
    }

    Stream<Transaction> of(String tenant) {
        return records.after(tenant + "/").entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(tenant + "/")).map(entry -> entry.getValue().value());
    }

    /** @throws TableConflictException if the key is there */
    void create(Transaction transaction) {
        records.create(transaction.key(), transaction);
    }

    /** Room is made before there is none, so that nobody waits for it. */
    boolean isFull() {
        if (records.size() >= records.maxEntries() - room() && pruning.compareAndSet(false, true)) {
            Thread.ofVirtual().name("prune-transactions").start(this::prune);
        }
        return records.isFull();
    }

    private int room() {
        return records.maxEntries() / ROOM;
    }

    /** Changes what is there now; a finished one stays as it is. */
    Transaction change(String key, UnaryOperator<Transaction> change) {
        for (int tries = 1;; tries++) {
            Revisioned<Transaction> current = records.find(key)
                    .orElseThrow(() -> new IllegalStateException("Transaction " + key + " is gone"));
            if (current.value().state().isFinal()) {
                return current.value();
            }
            Transaction changed = change.apply(current.value());
            if (changed.equals(current.value())) {
                return changed;
            }
            try {
                records.replace(key, changed, current.revision());
                return changed;
            } catch (TableConflictException other) {
                if (tries == MAX_TRIES) {
                    throw other;
                }
            }
        }
    }

    /**
     * What a nonce is to the transaction that it was kept for. A transaction that has none takes it, before anything is
     * sent with it: two replicas that both believe to own the account may have kept two nonces for one transaction.
     */
    Tie tie(Slot slot) {
        if (slot.isNobodys()) {
            return Tie.NONE;
        }
        Transaction transaction = records.get(slot.transaction()).orElse(null);
        if (transaction == null) {
            return Tie.UNSEEN;
        }
        Long nonce = transaction.nonce() == null
                ? change(slot.transaction(), now -> now.nonce() == null ? now.sent(slot) : now).nonce()
                : transaction.nonce();
        return nonce != null && nonce == slot.nonce() ? Tie.ITS_OWN : Tie.ANOTHER;
    }

    private void prune() {
        try {
            Together.map(records.after(null).entrySet().stream().filter(entry -> isSettled(entry.getValue().value()))
                    .sorted(Comparator.comparing(entry -> entry.getValue().value().changed())).limit(room()).toList(),
                    this::forget);
        } catch (ProblemException away) {
            log.warn("There is no more room for transactions for now: {}", away.getMessage());
        } finally {
            pruning.set(false);
        }
    }

    private boolean forget(Map.Entry<String, Revisioned<Transaction>> entry) {
        try {
            records.delete(entry.getKey(), entry.getValue().revision());
            return true;
        } catch (TableConflictException pruned) {
            log.debug("Another replica made the room first", pruned);
            return false;
        }
    }

    /** A nonce whose transaction is gone would be left alone for ever. */
    private boolean isSettled(Transaction transaction) {
        return transaction.state().isFinal() && !slots.has(transaction);
    }
}
