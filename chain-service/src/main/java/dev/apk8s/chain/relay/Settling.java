package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import dev.apk8s.platform.table.Revisioned;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds out what became of nonces that are used: follows transactions from the first block to the last confirmation. */
@Component
final class Settling {
    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private final Node node;
    private final Transactions transactions;
    private final Slots slots;
    private final int confirmations;
    private final Counter noncesLost;

    Settling(Node node, Transactions transactions, Slots slots, RelayProperties properties, MeterRegistry meters) {
        this.node = node;
        this.transactions = transactions;
        this.slots = slots;
        this.confirmations = properties.confirmations();
        this.noncesLost = Counter.builder("apk8s.chain.nonces.lost")
                .description("Nonces that transactions took which did not go through here").register(meters);
    }

    void settle(Round round) {
        round.used().forEach(slot -> round.memory().looked(slot.value().nonce()));
        Map<Long, String> chain = blocks(round);
        List<Revisioned<Slot>> unknown = new ArrayList<>();
        Map<String, Mined> known = new HashMap<>();
        List<Revisioned<Slot>> deep = new ArrayList<>();
        for (Revisioned<Slot> slot : round.used()) {
            Mined mined = mined(slot.value())
                    .filter(where -> where.blockHash().equals(chain.get(where.block()))).orElse(null);
            if (mined == null) {
                unknown.add(slot);
            } else if (isDeep(round, mined)) {
                known.put(mined.hash(), mined);
                deep.add(slot);
            }
        }
        known.putAll(receipts(unknown));
        Together.map(Stream.concat(deep.stream(), unknown.stream()).toList(), slot -> {
            settle(round, slot, known);
            return slot;
        });
    }

    /** By number, the hashes that the chain has now where we know of something mined: it is not asked for that again. */
    private Map<Long, String> blocks(Round round) {
        List<Long> numbers = round.used().stream().flatMap(slot -> mined(slot.value()).stream()).map(Mined::block)
                .distinct().toList();
        List<Reply> replies = node.all(numbers.stream().map(Block::byNumber).toList());
        Map<Long, String> hashes = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            Block.of(replies.get(i)).ifPresent(block -> hashes.put(number, block.hash()));
        }
        return hashes;
    }

    private Optional<Mined> mined(Slot slot) {
        return transactions.find(slot.transaction()).map(Transaction::mined);
    }

    private Map<String, Mined> receipts(List<Revisioned<Slot>> of) {
        List<String> hashes = of.stream().flatMap(slot -> slot.value().attempts().stream()).map(Attempt::hash).toList();
        List<Reply> replies = node
                .all(hashes.stream().map(hash -> Call.of("eth_getTransactionReceipt", hash)).toList());
        Map<String, Mined> receipts = new HashMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            JsonNode receipt = replies.get(i).orThrow();
            if (receipt.hasNonNull("blockNumber")) {
                receipts.put(hashes.get(i), mined(receipt));
            }
        }
        return receipts;
    }

    private static Mined mined(JsonNode receipt) {
        return new Mined(Hex.number(receipt.path("blockNumber")), receipt.path("blockHash").asString(),
                receipt.path("transactionHash").asString(), Hex.number(receipt.path("status")) == 1,
                Hex.number(receipt.path("gasUsed")), Hex.quantity(receipt.path("effectiveGasPrice")).toString(),
                receipt.hasNonNull("contractAddress") ? receipt.path("contractAddress").asString() : null);
    }

    private void settle(Round round, Revisioned<Slot> slot, Map<String, Mined> receipts) {
        switch (transactions.tie(slot.value())) {
            case UNSEEN -> log.info("Nonce {} of {} waits for its transaction", slot.value().nonce(), round.account());
            case ANOTHER -> slots.free(slot);
            case ITS_OWN, NONE -> slot.value().attempts().stream().map(Attempt::hash).filter(receipts::containsKey)
                    .findFirst().map(receipts::get)
                    .ifPresentOrElse(where -> settle(round, slot, where), () -> taken(round, slot));
        }
    }

    private void settle(Round round, Revisioned<Slot> slot, Mined where) {
        round.memory().notTaken(slot.value().nonce());
        boolean cancelled = slot.value().attempts().stream()
                .anyMatch(attempt -> attempt.cancels() && attempt.hash().equals(where.hash()));
        boolean deep = isDeep(round, where);
        if (!slot.value().isNobodys()) {
            transactions.change(slot.value().transaction(),
                    now -> cancelled ? afterCancellation(now, where, deep) : after(now, where, deep));
        }
        if (deep) {
            slots.free(slot);
        }
    }

    private static Transaction after(Transaction now, Mined where, boolean deep) {
        Transaction mined = where.equals(now.mined()) && now.state() == State.MINED ? now : now.mined(where);
        if (!deep) {
            return mined;
        }
        return where.success()
                ? mined.at(State.CONFIRMED, null)
                : mined.at(State.FAILED, "The chain reverted it; it used " + where.gasUsed() + " of gas");
    }

    private static Transaction afterCancellation(Transaction now, Mined where, boolean deep) {
        String note = "Cancelled: block " + where.block() + " has a transaction of nothing with its nonce";
        if (deep) {
            return now.at(State.REPLACED, note);
        }
        return note.equals(now.note()) ? now : now.at(now.state(), note);
    }

    /** Only when the other transaction cannot be dropped any more, ours may go with another nonce: else both could be mined. */
    private void taken(Round round, Revisioned<Slot> slot) {
        long since = round.memory().takenSince(slot.value().nonce(), round.head().number());
        if (round.head().number() - since + 1 < confirmations) {
            return;
        }
        noncesLost.increment();
        if (!slot.value().isNobodys()) {
            transactions.change(slot.value().transaction(), Settling::afterTaken);
        }
        slots.free(slot);
    }

    private static Transaction afterTaken(Transaction now) {
        if (now.isPresigned()) {
            return now.at(State.FAILED, "Another transaction of the account has its nonce");
        }
        return now.cancelled()
                ? now.at(State.REPLACED, "Cancelled: another transaction of the account has its nonce")
                : now.back("Another transaction of the account, which did not go through here, has its nonce");
    }

    private boolean isDeep(Round round, Mined mined) {
        return round.head().number() - mined.block() + 1 >= confirmations;
    }
}
