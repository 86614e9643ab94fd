package dev.apk8s.chain.watch;

import dev.apk8s.chain.contract.Contracts;
import dev.apk8s.chain.contract.Contracts.Place;
import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.platform.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Follows the chain block by block from the last one that was told of, and back where a reorganisation dropped some. */
@Component
final class Watcher {
    private static final Logger log = LoggerFactory.getLogger(Watcher.class);
    private static final int BLOCKS_AT_ONCE = 200;

    private final Node node;
    private final Contracts contracts;
    private final Checkpoints checkpoints;
    private final Announcer announcer;
    private final Removals removals;
    private final WatchMeters meters;

    Watcher(Node node, Contracts contracts, Checkpoints checkpoints, Announcer announcer, Removals removals,
            WatchMeters meters) {
        this.node = node;
        this.contracts = contracts;
        this.checkpoints = checkpoints;
        this.announcer = announcer;
        this.removals = removals;
        this.meters = meters;
    }

    /** Tells of what is new; of a bounded number of blocks. */
    void look() {
        Block head = Block.of(node.call(Block.latest()).orThrow());
        Optional<Seen> last = checkpoints.latest();
        if (last.isEmpty()) {
            tell(head);
            meters.looked(0);
            return;
        }
        if (!stands(last.get())) {
            takeBack();
            return;
        }
        contracts.newlyFinal().forEach(place -> {
            tellPast(place, last.get().number());
            contracts.keep(place);
        });
        long end = Math.min(head.number(), last.get().number() + BLOCKS_AT_ONCE);
        String parent = last.get().hash();
        for (long number = last.get().number() + 1; number <= end; number++) {
            Optional<Block> block = Block.of(node.call(Block.byNumber(number)));
            if (block.isEmpty() || !block.get().parent().equals(parent)) {
                // The chain changed under our eyes: the next look finds out where.
                return;
            }
            tell(block.get());
            parent = block.get().hash();
        }
        meters.looked(head.number() - end);
    }

    /** What a contract told before we knew it: its block may have been looked at first. Told twice, it is the same. */
    private void tellPast(Place place, long until) {
        JsonNode logs = node.ask("eth_getLogs", Map.of("address", place.address(), "fromBlock", Hex.of(place.block()),
                "toBlock", Hex.of(Math.max(until, place.block()))));
        for (JsonNode log : logs) {
            Block.of(node.call(Block.byNumber(Hex.number(log.path("blockNumber")))))
                    .ifPresent(block -> announcer.tell(place, block.time(), log));
        }
    }

    private boolean stands(Seen seen) {
        return Block.of(node.call(Block.byNumber(seen.number()))).filter(seen::isOf).isPresent();
    }

    private void tell(Block block) {
        List<Place> places = contracts.placed();
        announcer.tell(block, places.isEmpty() ? List.of() : logs(block, places), places);
        checkpoints.keep(Seen.of(block));
    }

    private List<JsonNode> logs(Block block, List<Place> places) {
        if (block.transactions() == 0) {
            return List.of();
        }
        List<String> addresses = places.stream().map(Place::address).distinct().toList();
        return node.call(Call.of("eth_getLogs", Map.of("blockHash", block.hash(), "address", addresses))).orThrow()
                .valueStream().toList();
    }

    /** Takes back all blocks above the last that still stands, the events first, and goes on from there. */
    private void takeBack() {
        List<Seen> dropped = new ArrayList<>();
        for (Seen seen : checkpoints.latestFirst()) {
            if (stands(seen)) {
                break;
            }
            dropped.add(seen);
        }
        meters.reorganised();
        log.info("A reorganisation dropped {} blocks from {} on", dropped.size(), dropped.getLast().number());
        Set<String> hashes = dropped.stream().map(Seen::hash).collect(Collectors.toSet());
        List<Event> events = removals.of(hashes, dropped.stream().map(Seen::told).min(Comparator.naturalOrder())
                .orElseThrow());
        for (Seen seen : dropped) {
            announcer.tellRemoved(seen, events.stream()
                    .filter(event -> event.id().startsWith(seen.hash() + "-")).toList());
        }
        dropped.forEach(checkpoints::forget);
    }
}
