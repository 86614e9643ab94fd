package dev.apk8s.chain.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Hex;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the reads answer with. Amounts are wei, as decimal texts: they do not fit into a JSON number. */
final class Views {
    private Views() {}

    /** @param peers how many other nodes the node knows */
    record Network(long chainId, long head, String headHash, Instant headTime, long peers, String client) {}

    record BlockView(long number, String hash, String parent, Instant time, String miner, long gasUsed, long gasLimit,
            String baseFee, List<String> transactions) {
        static BlockView of(JsonNode block) {
            Block head = Block.of(block);
            return new BlockView(head.number(), head.hash(), head.parent(), head.time(),
                    Hex.checksummed(block.path("miner").asString()), Hex.number(block.path("gasUsed")),
                    head.gasLimit().longValue(), head.baseFee().toString(),
                    block.path("transactions").valueStream().map(JsonNode::asString).toList());
        }
    }

    /** @param seconds between each block and the one before it, the oldest first */
    record BlockTimes(long from, long to, List<Long> seconds, double mean, long shortest, long longest) {}

    /** @param block that it is in; absent while it waits */
    record TransactionView(String hash, String from, @Nullable String to, String value, long nonce, long gas,
            String data, @Nullable Long block, @Nullable String blockHash) {
        static TransactionView of(JsonNode node) {
            boolean mined = node.hasNonNull("blockNumber");
            return new TransactionView(node.path("hash").asString(), Hex.checksummed(node.path("from").asString()),
                    addressOrNull(node.path("to")), Hex.quantity(node.path("value")).toString(),
                    Hex.number(node.path("nonce")), Hex.number(node.path("gas")), node.path("input").asString(),
                    mined ? Hex.number(node.path("blockNumber")) : null,
                    mined ? node.path("blockHash").asString() : null);
        }
    }

    /** @param contract that it made */
    record ReceiptView(String hash, boolean success, long block, String blockHash, long gasUsed, String gasPrice,
            @Nullable String contract, List<LogView> logs) {
        static ReceiptView of(JsonNode node) {
            return new ReceiptView(node.path("transactionHash").asString(),
                    Hex.number(node.path("status")) == 1, Hex.number(node.path("blockNumber")),
                    node.path("blockHash").asString(), Hex.number(node.path("gasUsed")),
                    Hex.quantity(node.path("effectiveGasPrice")).toString(),
                    addressOrNull(node.path("contractAddress")),
                    node.path("logs").valueStream().map(LogView::of).toList());
        }
    }

    record LogView(String address, List<String> topics, String data, long block, String blockHash, String transaction,
            long logIndex) {
        static LogView of(JsonNode node) {
            return new LogView(Hex.checksummed(node.path("address").asString()),
                    node.path("topics").valueStream().map(JsonNode::asString).toList(),
                    node.path("data").asString(), Hex.number(node.path("blockNumber")),
                    node.path("blockHash").asString(), node.path("transactionHash").asString(),
                    Hex.number(node.path("logIndex")));
        }
    }

    /** @param next give it as {@code after} to read on; absent when all blocks of the filter were read */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LogPage(List<LogView> logs, @Nullable String next) {}

    /** @param wei the balance */
    record Account(String address, String wei, long transactions, boolean contract) {}

    /** @param suggested the most to pay for a unit of gas so that a transaction is taken soon: twice the base fee and the tip */
    record GasPrices(String gasPrice, String baseFee, String tip, String suggested) {
        static GasPrices of(BigInteger gasPrice, BigInteger baseFee, BigInteger tip) {
            return new GasPrices(gasPrice.toString(), baseFee.toString(), tip.toString(),
                    baseFee.shiftLeft(1).add(tip).toString());
        }
    }

    private static @Nullable String addressOrNull(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : Hex.checksummed(node.asString());
    }
}
