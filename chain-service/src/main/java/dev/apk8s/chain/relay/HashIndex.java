package dev.apk8s.chain.relay;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which transaction was sent under a hash. It holds what the tables hold, so their bound is its bound. */
@Component
final class HashIndex {
    private final Map<String, String> transactions = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> hashes = new ConcurrentHashMap<>();

    void add(Collection<String> more, String transaction) {
        if (more.isEmpty() || transaction.isEmpty()) {
            return;
        }
        hashes.computeIfAbsent(transaction, _ -> ConcurrentHashMap.newKeySet()).addAll(more);
        more.forEach(hash -> transactions.put(hash, transaction));
    }

    Optional<String> find(String hash) {
        return Optional.ofNullable(transactions.get(hash));
    }

    void forget(String transaction) {
        Set<String> former = hashes.remove(transaction);
        if (former != null) {
            former.forEach(transactions::remove);
        }
    }
}
