package dev.apk8s.chain.watch;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The last blocks that were told of. One record is written for each block; the oldest makes room for it. */
@Component
final class Checkpoints {
    private final EventTable<Seen> records;
    private final int depth;

    Checkpoints(EventTable<Seen> seenBlocks, WatchProperties properties) {
        this.records = seenBlocks;
        this.depth = properties.reorgDepth();
    }

    /** The latest first. After a step that broke off, blocks that were dropped may stand above the latest one. */
    List<Seen> latestFirst() {
        return records.after(null).values().stream().map(Revisioned::value)
                .sorted(Comparator.comparingLong(Seen::number).reversed()).toList();
    }

    Optional<Seen> latest() {
        return latestFirst().stream().findFirst();
    }

    void keep(Seen block) {
        String key = "block/" + Math.floorMod(block.number(), depth);
        records.find(key).ifPresentOrElse(former -> records.replace(key, block, former.revision()),
                () -> records.create(key, block));
    }

    /** Forgets a block that was dropped. */
    void forget(Seen block) {
        String key = "block/" + Math.floorMod(block.number(), depth);
        records.find(key).filter(former -> former.value().equals(block))
                .ifPresent(former -> records.delete(key, former.revision()));
    }
}
