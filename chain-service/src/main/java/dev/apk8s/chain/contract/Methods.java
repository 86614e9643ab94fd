package dev.apk8s.chain.contract;

import dev.apk8s.chain.contract.Contracts.Place;
import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import dev.apk8s.chain.relay.Order;
import dev.apk8s.chain.relay.Relay;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import tools.jackson.databind.JsonNode;

/** Calls contracts' methods. */
@Component
public final class Methods {
    private final Contracts contracts;
    private final Deployments deployments;
    private final Relay relay;
    private final Node node;

    Methods(Contracts contracts, Deployments deployments, Relay relay, Node node) {
        this.contracts = contracts;
        this.deployments = deployments;
        this.relay = relay;
        this.node = node;
    }

    /**
     * What a transaction with a method is made of.
     *
     * @param arguments a list in order, or an object by names
     * @param wei that go with it
     */
    public record Invocation(@Nullable String signer, @Nullable JsonNode arguments, BigInteger wei,
            @Nullable String idempotencyKey) {}

    /** Lets a method answer, by the latest block; the chain stays as it is. */
    public List<Object> call(Caller caller, String name, String method, @Nullable JsonNode arguments) {
        Contract contract = contracts.require(caller.tenant(), name);
        Method called = contracts.abi(contract).method(method);
        String data = encode(called, arguments);
        Place place = contracts.place(contract)
                .orElseThrow(() -> new ProblemException(ContractError.CONTRACT_NOT_DEPLOYED,
                        "Transaction " + contract.deployment() + " makes it."));
        Reply reply = node.call(Call.of("eth_call", Map.of("to", place.address(), "data", data), "latest"));
        if (reply.refusal() != null) {
            throw new ProblemException(ContractError.CALL_REVERTED, "The node says: " + reply.refusal());
        }
        for (Parameter output : called.outputs()) {
            if (!output.isKnown()) {
                return List.of(reply.result().asString());
            }
        }
        return Values.decode(called.outputs(), reply.result().asString());
    }

    /** Hands a transaction in. It waits for the contract when that is not on the chain yet. */
    public Transaction transact(Caller caller, String name, String method, Invocation invocation) {
        Contract contract = deployments.require(caller, name, invocation.signer());
        Method called = contracts.abi(contract).method(method);
        String data = encode(called, invocation.arguments());
        if (invocation.wei().signum() > 0 && !called.payable()) {
            throw ProblemException.invalidField("value", "the method takes no ether");
        }
        return relay.submit(caller, invocation.signer(), Order.of(name, data, invocation.wei()),
                invocation.idempotencyKey());
    }

    private static String encode(Method method, @Nullable JsonNode arguments) {
        return FunctionEncoder
                .encode(new Function(method.name(), Arguments.read(method.inputs(), arguments), List.of()));
    }
}
