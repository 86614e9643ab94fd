package dev.apk8s.chain.watch;

import dev.apk8s.chain.contract.Contract;
import dev.apk8s.chain.contract.ContractEvent;
import dev.apk8s.chain.contract.Contracts.Place;
import dev.apk8s.chain.contract.EventReader;
import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.chain.relay.Transactions;
import dev.apk8s.chain.watch.Told.BlockEvent;
import dev.apk8s.chain.watch.Told.LogEvent;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.trace.TraceContext;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the log of blocks and of contracts' events. Ids and times come from the chain: told twice, an event is the same in
 * the index.
 */
@Component
final class Announcer {
    private static final long KEEP_SECONDS = 20;

    private final EventPublisher publisher;
    private final EventReader reader;
    private final Transactions transactions;
    private final TraceContext trace;
    private final JsonMapper json;
    private final Places places;

    Announcer(EventPublisher publisher, EventReader reader, Transactions transactions, TraceContext trace,
            JsonMapper json, Places places) {
        this.publisher = publisher;
        this.reader = reader;
        this.transactions = transactions;
        this.trace = trace;
        this.json = json;
        this.places = places;
    }

    /** Where things are told. */
    @Component
    record Places(WatchProperties topics, Node node) {
        String source() {
            return "/chain/" + node.chainId();
        }
    }

    /** Returns when the log has the block and all events of contracts that we know. */
    void tell(Block block, List<JsonNode> logs, List<Place> contracts) {
        List<CompletableFuture<?>> kept = new ArrayList<>();
        kept.add(publish(block, false));
        for (JsonNode log : logs) {
            String address = log.path("address").asString().toLowerCase(Locale.ROOT);
            contracts.stream().filter(place -> place.address().equalsIgnoreCase(address))
                    .forEach(place -> publish(place.contract(), block.time(), log).ifPresent(kept::add));
        }
        await(kept);
    }

    /** As {@link #tell}, of one contract alone. */
    void tell(Place contract, Instant time, JsonNode log) {
        publish(contract.contract(), time, log).ifPresent(kept -> await(List.of(kept)));
    }

    /** Tells that a block and its events are not part of the chain any more. */
    void tellRemoved(Seen block, List<Event> events) {
        List<CompletableFuture<?>> kept = new ArrayList<>();
        events.forEach(event -> kept.add(publisher.publish(places.topics().events(), event)));
        kept.add(publish(new Block(block.number(), block.hash(), "", block.time(), BigInteger.ZERO,
                BigInteger.ZERO, 0), true));
        await(kept);
    }

    private CompletableFuture<?> publish(Block block, boolean removed) {
        BlockEvent value = new BlockEvent(block.number(), block.hash(), block.parent(), block.time().toString(),
                block.transactions(), block.baseFee().toString(), removed);
        return publisher.publish(places.topics().blocks(),
                new Event(removed ? Removals.id(block.hash()) : block.hash(), places.source(), "dev.apk8s.block",
                        block.time(), Long.toString(block.number()), Caller.DEFAULT_TENANT, null,
                        json.writeValueAsBytes(value)));
    }

    private Optional<CompletableFuture<?>> publish(Contract contract, Instant time, JsonNode log) {
        return reader.read(contract, log).map(event -> {
            String hash = log.path("transactionHash").asString();
            Transaction cause = transactions.ofHash(hash).filter(of -> of.tenant().equals(contract.tenant()))
                    .orElse(null);
            return publish(event(event, time, log, cause == null ? null : cause.id()),
                    cause == null ? null : cause.traceParent());
        });
    }

    /** In the trace of the request that caused it. */
    private CompletableFuture<?> publish(Event event, @Nullable String cause) {
        return trace.within(cause, "contract-event", () -> {
            String now = trace.currentTraceParent();
            return publisher.publish(places.topics().events(), event, now == null ? cause : now);
        });
    }

    private Event event(ContractEvent event, Instant time, JsonNode log, @Nullable String transaction) {
        String blockHash = log.path("blockHash").asString();
        long logIndex = Hex.number(log.path("logIndex"));
        LogEvent value = new LogEvent(event.contract(), Hex.checksummed(log.path("address").asString()), event.event(),
                event.arguments(), Hex.number(log.path("blockNumber")), blockHash,
                log.path("transactionHash").asString(), logIndex, time.toString(), transaction, false);
        return new Event(blockHash + "-" + logIndex, places.source() + "/contracts/" + event.contract(),
                "dev.apk8s.contract-event", time, event.event(), event.tenant(), null,
                json.writeValueAsBytes(value));
    }

    private static void await(List<CompletableFuture<?>> kept) {
        CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).orTimeout(KEEP_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
