package dev.apk8s.chain.read;

import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import dev.apk8s.chain.read.Views.Account;
import dev.apk8s.chain.read.Views.BlockTimes;
import dev.apk8s.chain.read.Views.GasPrices;
import dev.apk8s.chain.read.Views.Network;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what the chain holds. */
@Component
final class Ledger {
    private static final Set<String> TAGS = Set.of("latest", "earliest", "pending", "safe", "finalized");

    private final Node node;

    Ledger(Node node) {
        this.node = node;
    }

    Network network() {
        Block head = Block.of(node.call(Block.latest()).orThrow());
        return new Network(Hex.number(node.ask("eth_chainId")), head.number(), head.hash(), head.time(), peers(),
                node.ask("web3_clientVersion").asString());
    }

    /** A node that is alone may not know the question. */
    private long peers() {
        Reply reply = node.call(Call.of("net_peerCount"));
        return reply.refusal() == null ? Hex.number(reply.result()) : 0;
    }

    /** @param block a number, a hash, or a tag */
    JsonNode block(String block) {
        Reply reply = Hex.isHash(block)
                ? node.call(Call.of("eth_getBlockByHash", block, false))
                : node.call(Call.of("eth_getBlockByNumber", parameter("block", block), false));
        if (reply.refusal() == null && reply.isNothing()) {
            throw ProblemException.notFound("The chain has no block " + block + ".");
        }
        return reply.orThrow();
    }

    JsonNode transaction(String hash) {
        return found(node.ask("eth_getTransactionByHash", Hex.hash("hash", hash)), "transaction");
    }

    JsonNode receipt(String hash) {
        return found(node.ask("eth_getTransactionReceipt", Hex.hash("hash", hash)), "receipt");
    }

    Account account(String address, String block) {
        String of = Hex.address("address", address);
        String at = parameter("block", block);
        List<Reply> replies = node.all(List.of(Call.of("eth_getBalance", of, at),
                Call.of("eth_getTransactionCount", of, at), Call.of("eth_getCode", of, at)));
        return new Account(Hex.checksummed(of), Hex.quantity(replies.get(0).orThrow()).toString(),
                Hex.number(replies.get(1).orThrow()), replies.get(2).orThrow().asString().length() > 2);
    }

    GasPrices gasPrices() {
        List<Reply> replies = node.all(
                List.of(Call.of("eth_gasPrice"), Block.latest(), Call.of("eth_maxPriorityFeePerGas")));
        return GasPrices.of(Hex.quantity(replies.get(0).orThrow()), Block.of(replies.get(1).orThrow()).baseFee(),
                Hex.quantity(replies.get(2).orThrow()));
    }

    BlockTimes times(int blocks) {
        long head = Hex.number(node.ask("eth_blockNumber"));
        long from = Math.max(0, head - blocks + 1);
        List<Block> heads = node.all(LongStream.rangeClosed(from, head).mapToObj(Block::byNumber).toList()).stream()
                .map(reply -> Block.of(reply.orThrow())).toList();
        List<Long> seconds = new ArrayList<>();
        for (int i = 1; i < heads.size(); i++) {
            seconds.add(heads.get(i).time().getEpochSecond() - heads.get(i - 1).time().getEpochSecond());
        }
        var statistics = seconds.stream().mapToLong(Long::longValue).summaryStatistics();
        return new BlockTimes(from, head, seconds, statistics.getAverage(),
                seconds.isEmpty() ? 0 : statistics.getMin(), seconds.isEmpty() ? 0 : statistics.getMax());
    }

    /** A block as the node takes it. */
    static String parameter(String field, String block) {
        if (TAGS.contains(block)) {
            return block;
        }
        if (!block.matches("[0-9]{1,18}")) {
            throw ProblemException.invalidField(field,
                    "must be a number, a block's hash where one is taken, or one of earliest, latest, pending, safe, finalized");
        }
        return Hex.of(Long.parseLong(block));
    }

    private static JsonNode found(JsonNode result, String what) {
        if (result.isNull()) {
            throw ProblemException.notFound("The chain has no such " + what + ", or not yet.");
        }
        return result;
    }
}
