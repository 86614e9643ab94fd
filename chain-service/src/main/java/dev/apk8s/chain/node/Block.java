package dev.apk8s.chain.node;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The head of a block.
 *
 * @param time when it was made, by its maker's clock
 * @param baseFee in wei for each unit of gas; zero before EIP-1559
 * @param transactions how many it has
 */
public record Block(long number, String hash, String parent, Instant time, BigInteger baseFee, BigInteger gasLimit,
        int transactions) {

    public static Block of(JsonNode block) {
        return new Block(Hex.number(block.path("number")), block.path("hash").asString(),
                block.path("parentHash").asString(), Instant.ofEpochSecond(Hex.number(block.path("timestamp"))),
                Hex.quantity(block.path("baseFeePerGas")), Hex.quantity(block.path("gasLimit")),
                block.path("transactions").size());
    }

    public static Optional<Block> of(Reply reply) {
        return reply.isNothing() || reply.refusal() != null ? Optional.empty() : Optional.of(of(reply.result()));
    }

    public static Call byNumber(long number) {
        return Call.of("eth_getBlockByNumber", Hex.of(number), false);
    }

    public static Call latest() {
        return Call.of("eth_getBlockByNumber", "latest", false);
    }
}
