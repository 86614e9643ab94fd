package dev.apk8s.chain.relay;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The nonces that are given out and not settled. */
@Component
final class Slots {
    private final EventTable<Slot> records;

    Slots(EventTable<Slot> nonceSlots, HashIndex hashes) {
        this.records = nonceSlots;
        nonceSlots.onChange((_, now) -> now.ifPresent(slot -> hashes.add(slot.hashes(), slot.transaction())));
    }

    /** By nonce. */
    List<Revisioned<Slot>> of(String account) {
        List<Revisioned<Slot>> slots = new ArrayList<>();
        for (Map.Entry<String, Revisioned<Slot>> entry : records.after(account + "/").entrySet()) {
            if (!entry.getKey().startsWith(account + "/")) {
                break;
            }
            slots.add(entry.getValue());
        }
        return slots;
    }

    boolean has(Transaction transaction) {
        Long nonce = transaction.nonce();
        return nonce != null && records.get(Slot.key(transaction.from(), nonce))
                .filter(slot -> slot.transaction().equals(transaction.key())).isPresent();
    }

    Stream<String> busyAccounts() {
        TreeSet<String> accounts = new TreeSet<>();
        records.after(null).values().forEach(slot -> accounts.add(slot.value().address()));
        return accounts.stream();
    }

    /** Returns whether the nonce was free. */
    boolean take(Slot slot) {
        try {
            records.create(slot.key(), slot);
            return true;
        } catch (TableConflictException taken) {
            return false;
        }
    }

    /** @throws TableConflictException when another replica believes to own the account */
    void replace(Revisioned<Slot> former, Slot slot) {
        records.replace(slot.key(), slot, former.revision());
    }

    void free(Revisioned<Slot> slot) {
        records.delete(slot.value().key(), slot.revision());
    }
}
