package dev.apk8s.chain.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a lane remembers between its steps. It may forget all of it: then it asks the node again. What is done together
 * may write it at once.
 */
final class Memory {
    private final Map<Long, Instant> looked = new ConcurrentHashMap<>();
    private final Map<Long, Long> takenSince = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
    private volatile String head = "";
    private volatile String filled = "";

    /** Whether the chain is as it was at the last step. */
    boolean isSeen(String hash) {
        return head.equals(hash);
    }

    void see(String hash) {
        head = hash;
    }

    /** Whether the chain is as it was when nonces were last given out. */
    boolean isFilled(String hash) {
        return filled.equals(hash);
    }

    void filled(String hash) {
        filled = hash;
    }

    boolean isDue(long nonce, Duration interval) {
        return !looked.getOrDefault(nonce, Instant.EPOCH).plus(interval).isAfter(Instant.now());
    }

    void looked(long nonce) {
        looked.put(nonce, Instant.now());
    }

    /** At which block it was first seen that somebody else used a nonce. */
    long takenSince(long nonce, long now) {
        return takenSince.computeIfAbsent(nonce, _ -> now);
    }

    void notTaken(long nonce) {
        takenSince.remove(nonce);
    }

    int refused(String transaction) {
        return refusals.merge(transaction, 1, Integer::sum);
    }

    void letWait(String transaction, Duration time) {
        waiting.put(transaction, Instant.now().plus(time));
    }

    boolean isWaiting(String transaction) {
        return waiting.getOrDefault(transaction, Instant.EPOCH).isAfter(Instant.now());
    }

    /** Drops what is about nonces and transactions that are not under way any more. */
    void keepOnly(Set<Long> nonces, Set<String> transactions) {
        looked.keySet().retainAll(nonces);
        takenSince.keySet().retainAll(nonces);
        refusals.keySet().retainAll(transactions);
        waiting.keySet().retainAll(transactions);
    }
}
