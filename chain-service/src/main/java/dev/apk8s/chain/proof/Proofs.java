package dev.apk8s.chain.proof;

import dev.apk8s.chain.contract.Contracts;
import dev.apk8s.chain.contract.Methods;
import dev.apk8s.chain.contract.Methods.Invocation;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.relay.State;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.platform.identity.Caller;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.abi.EventEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Anchors hashes in the tenant's registry on the chain, and looks them up there. */
@Component
final class Proofs {
    private static final String REGISTRY = "proofs";
    private static final String ANCHORED = EventEncoder.buildEventSignature("Anchored(bytes32,address,uint64)");
    private static final int MAX_TRIES = 20;

    private final Methods methods;
    private final Contracts contracts;
    private final Node node;

    Proofs(Methods methods, Contracts contracts, Node node) {
        this.methods = methods;
        this.contracts = contracts;
        this.node = node;
    }

    /** The same hash again is the same transaction, unless that one failed. */
    Transaction anchor(Caller caller, String sha256, @Nullable String signer) {
        for (int tries = 1;; tries++) {
            Transaction transaction = methods.transact(caller, REGISTRY, "anchor",
                    new Invocation(signer, argument(sha256), BigInteger.ZERO,
                            "proof:" + sha256 + ":" + tries + ":" + (signer == null ? "" : signer)));
            boolean failed = transaction.state() == State.FAILED || transaction.state() == State.REPLACED;
            if (!failed || tries == MAX_TRIES) {
                return transaction;
            }
        }
    }

    Optional<ProofView> find(Caller caller, String sha256) {
        Optional<String> registry = contracts.find(caller.tenant(), REGISTRY);
        if (registry.isEmpty()) {
            return Optional.empty();
        }
        List<Object> proof = methods.call(caller, REGISTRY, "proofOf", argument(sha256));
        long block = ((Number) proof.get(0)).longValue();
        if (block == 0) {
            return Optional.empty();
        }
        JsonNode logs = node.ask("eth_getLogs", Map.of("address", registry.get(), "fromBlock", Hex.of(block),
                "toBlock", Hex.of(block), "topics", List.of(ANCHORED, "0x" + sha256)));
        long head = Hex.number(node.ask("eth_blockNumber"));
        return logs.valueStream().findFirst().map(log -> new ProofView(sha256, Hex.checksummed(registry.get()), block,
                log.path("blockHash").asString(), Instant.ofEpochSecond(((Number) proof.get(1)).longValue()),
                proof.get(2).toString(), log.path("transactionHash").asString(), Math.max(1, head - block + 1)));
    }

    private static JsonNode argument(String sha256) {
        return JsonNodeFactory.instance.arrayNode().add("0x" + sha256);
    }
}
