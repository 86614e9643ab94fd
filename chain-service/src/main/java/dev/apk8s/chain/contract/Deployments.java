package dev.apk8s.chain.contract;

import dev.apk8s.chain.contract.Shipped.Compiled;
import dev.apk8s.chain.relay.Order;
import dev.apk8s.chain.relay.Relay;
import dev.apk8s.chain.relay.State;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.web3j.abi.FunctionEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts contracts onto the chain. */
@Component
public final class Deployments {
    private static final Logger log = LoggerFactory.getLogger(Deployments.class);
    private static final int MAX_TRIES = 20;

    private final Contracts contracts;
    private final Shipped shipped;
    private final Relay relay;
    private final JsonMapper json;

    Deployments(Contracts contracts, Shipped shipped, Relay relay, JsonMapper json) {
        this.contracts = contracts;
        this.shipped = shipped;
        this.relay = relay;
        this.json = json;
    }

    /**
     * What is to be put onto the chain.
     *
     * @param bytecode with 0x
     */
    record Plan(String name, JsonNode abi, String bytecode, @Nullable JsonNode arguments, @Nullable String signer) {}

    /** Keeps the transaction first: without the contract's record it is a contract that nobody knows by name, and may be tried again. */
    Transaction deploy(Caller caller, Plan plan, @Nullable String idempotencyKey) {
        String bytecode = bytecode(plan);
        contracts.get(caller.tenant(), plan.name()).ifPresent(contracts::removeFailed);
        if (idempotencyKey == null && contracts.get(caller.tenant(), plan.name()).isPresent()) {
            throw new ProblemException(ContractError.CONTRACT_EXISTS, "Choose another name.");
        }
        Transaction transaction = relay.submit(caller, plan.signer(), Order.deployment(bytecode), idempotencyKey);
        name(caller, plan, transaction);
        return transaction;
    }

    private static String bytecode(Plan plan) {
        return plan.bytecode() + FunctionEncoder
                .encodeConstructor(Arguments.read(Abi.of("abi", plan.abi()).constructor(), plan.arguments()));
    }

    private void name(Caller caller, Plan plan, Transaction transaction) {
        boolean known = contracts.get(caller.tenant(), plan.name())
                .filter(contract -> transaction.id().equals(contract.deployment())).isPresent();
        if (!known) {
            contracts.add(new Contract(caller.tenant(), plan.name(), json.writeValueAsString(plan.abi()), null, 0,
                    transaction.id(), Instant.now()));
        }
    }

    /** The contract of the name; one that ships with the platform is put onto the chain when it is first needed. */
    Contract require(Caller caller, String name, @Nullable String signer) {
        Compiled compiled = shipped.find(name).orElse(null);
        if (compiled != null) {
            contracts.get(caller.tenant(), name).ifPresent(contracts::removeFailed);
            if (contracts.get(caller.tenant(), name).isEmpty()) {
                ship(caller, new Plan(name, compiled.abi(), compiled.bytecode(), null, signer));
            }
        }
        return contracts.require(caller.tenant(), name);
    }

    /** One transaction, however many requests need it at once; another one when that failed. */
    private void ship(Caller caller, Plan plan) {
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            Transaction transaction = relay.submit(caller, plan.signer(), Order.deployment(bytecode(plan)),
                    "shipped:" + plan.name() + ":" + tries);
            if (transaction.state() != State.FAILED && transaction.state() != State.REPLACED) {
                try {
                    name(caller, plan, transaction);
                } catch (ProblemException other) {
                    if (other.code() != ContractError.CONTRACT_EXISTS) {
                        throw other;
                    }
                    log.debug("Another request deploys {} for {}", plan.name(), caller.tenant());
                }
                return;
            }
        }
    }
}
