package dev.apk8s.chain.contract;

import dev.apk8s.chain.contract.ContractRequests.New;
import dev.apk8s.chain.contract.Deployments.Plan;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Adds contracts by name. */
@Component
final class Registration {
    private static final int MAX_BYTECODE = 48 << 10;
    private static final int MAX_ABI = 64 << 10;

    private final Contracts contracts;
    private final Deployments deployments;
    private final Shipped shipped;
    private final Node node;
    private final JsonMapper json;

    Registration(Contracts contracts, Deployments deployments, Shipped shipped, Node node, JsonMapper json) {
        this.contracts = contracts;
        this.deployments = deployments;
        this.shipped = shipped;
        this.node = node;
        this.json = json;
    }

    Contract add(Caller caller, New request, @Nullable String idempotencyKey) {
        if (shipped.find(request.name()).isPresent()) {
            throw new ProblemException(ContractError.CONTRACT_EXISTS, "A contract of the platform has this name.");
        }
        String abi = json.writeValueAsString(request.abi());
        if (abi.length() > MAX_ABI) {
            throw ProblemException.invalidField("abi", "is longer than " + MAX_ABI + " characters");
        }
        String bytecode = request.bytecode();
        String address = request.address();
        if ((bytecode == null) == (address == null)) {
            throw ProblemException.invalidField("bytecode", "either it or 'address' must be given");
        }
        if (bytecode != null) {
            deployments.deploy(caller, new Plan(request.name(), request.abi(),
                    Hex.bytes("bytecode", bytecode, MAX_BYTECODE), request.arguments(), request.signer()),
                    idempotencyKey);
            return contracts.require(caller.tenant(), request.name());
        }
        Abi.of("abi", request.abi());
        Contract contract = new Contract(caller.tenant(), request.name(), abi, onChain(address),
                Hex.number(node.ask("eth_blockNumber")), null, Instant.now());
        contracts.add(contract);
        return contract;
    }

    private String onChain(@Nullable String given) {
        String address = Hex.address("address", given);
        if (node.ask("eth_getCode", address, "latest").asString().length() <= 2) {
            throw ProblemException.invalidField("address", "there is no contract at it");
        }
        return address;
    }
}
