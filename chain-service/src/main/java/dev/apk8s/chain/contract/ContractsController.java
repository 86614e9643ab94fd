package dev.apk8s.chain.contract;

import dev.apk8s.chain.contract.ContractRequests.CallRequest;
import dev.apk8s.chain.contract.ContractRequests.New;
import dev.apk8s.chain.contract.ContractRequests.TransactRequest;
import dev.apk8s.chain.contract.ContractView.Page;
import dev.apk8s.chain.contract.ContractView.Result;
import dev.apk8s.chain.contract.Methods.Invocation;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.chain.relay.TransactionView;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.math.BigInteger;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/chain/contracts")
@Tag(name = "Contracts")
final class ContractsController {
    private final Contracts contracts;
    private final Registration registration;
    private final Methods methods;

    ContractsController(Contracts contracts, Registration registration, Methods methods) {
        this.contracts = contracts;
        this.registration = registration;
        this.methods = methods;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the contracts", description = "`GET /api/v1/chain/contracts`")
    Page list(Caller caller) {
        return new Page(contracts.of(caller.tenant()).stream().map(this::view).toList());
    }

    @GetMapping("/{name}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a contract", description = """
            Its address, methods and events. Without an address it is not on the chain yet.

            `GET /api/v1/chain/contracts/proofs`""")
    ContractView get(@PathVariable @Parameter(example = "proofs") String name, Caller caller) {
        return view(contracts.require(caller.tenant(), name));
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Add a contract", description = """
            With `bytecode` it is put onto the chain: 202, and `deployment` is its transaction. With `address` it is \
            there already: 201. From then on it is known by its name, and its events come on the stream \
            `contract-events`.

            `POST /api/v1/chain/contracts {"name":"counter","abi":[..],"bytecode":"0x..","signer":"platform"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"name":"stop","abi":[{"type":"function","name":"count","inputs":[],"outputs":[{"name":"","type":"uint256"}],\
            "stateMutability":"view"}],"bytecode":"0x60016000f3","signer":"platform"}""")))
    ResponseEntity<ContractView> add(@Valid @RequestBody New request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(min = 1, max = 200) @Nullable String idempotencyKey,
            Caller caller) {
        Contract added = registration.add(caller, request, idempotencyKey);
        URI place = URI.create("/api/v1/chain/contracts/" + added.name());
        return (added.deployment() == null
                ? ResponseEntity.created(place)
                : ResponseEntity.accepted().location(place)).body(view(added));
    }

    @PostMapping("/{name}/methods/{method}/calls")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Call a method", description = """
            By the latest block; nothing changes. Arguments are a list in order, or an object by names; whole numbers \
            may be texts, bytes begin with 0x. Where several methods have a name, give the signature: `get(uint256)`.

            `POST /api/v1/chain/contracts/judgements/methods/isJudged/calls {"arguments":["e-1"]}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"arguments":["e-1"]}""")))
    Result call(@PathVariable @Parameter(example = "judgements") String name,
            @PathVariable @Parameter(example = "isJudged") String method, @RequestBody CallRequest request,
            Caller caller) {
        return new Result(methods.call(caller, name, method, request.arguments()));
    }

    @PostMapping("/{name}/methods/{method}/transactions")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Send a transaction to a method", description = """
            Kept before the answer, as any transaction. With `Idempotency-Key` it happens once, however often it is \
            asked for.

            `POST /api/v1/chain/contracts/judgements/methods/record/transactions {"signer":"platform",\
            "arguments":["lab-d1","e-1",930,"stop"]}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"signer":"platform","arguments":{"device":"lab-d1","eventId":"e-1","scoreMillis":930,"action":"stop"}}""")))
    ResponseEntity<TransactionView> transact(@PathVariable @Parameter(example = "judgements") String name,
            @PathVariable @Parameter(example = "record") String method, @RequestBody TransactRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(min = 1, max = 200) @Nullable String idempotencyKey,
            Caller caller) {
        BigInteger wei = request.value() == null ? BigInteger.ZERO : Hex.decimal("value", request.value());
        Transaction kept = methods.transact(caller, name, method,
                new Invocation(request.signer(), request.arguments(), wei, idempotencyKey));
        return ResponseEntity.accepted().location(URI.create("/api/v1/chain/transactions/" + kept.id()))
                .body(TransactionView.of(kept));
    }

    private ContractView view(Contract contract) {
        return ContractView.of(contract, contracts.abi(contract), contracts.place(contract));
    }
}
