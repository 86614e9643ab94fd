package dev.apk8s.chain.watch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.apk8s.chain.node.Block;
import java.time.Instant;

/**
 * A block that was told of.
 *
 * @param told when, by this service's clock
 */
record Seen(long number, String hash, Instant time, Instant told) {
    static Seen of(Block block) {
        return new Seen(block.number(), block.hash(), block.time(), Instant.now());
    }

    @JsonIgnore
    boolean isOf(Block block) {
        return number == block.number() && hash.equals(block.hash());
    }
}
