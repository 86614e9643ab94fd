package dev.apk8s.chain.contract;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies of requests about contracts. */
final class ContractRequests {
    private ContractRequests() {}

    /**
     * A new contract: one that is to be made of bytecode, or one that is on the chain at an address.
     *
     * @param abi its interface, as a compiler writes it
     * @param arguments of its constructor
     */
    record New(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,62}", message = "must be lower-case letters, digits and hyphens, and begin with a letter") String name,
            @NotNull JsonNode abi, @Nullable String bytecode, @Nullable String address, @Nullable JsonNode arguments,
            @Nullable String signer) {}

    record CallRequest(@Nullable JsonNode arguments) {}

    /** @param value wei that go with it, decimal digits */
    record TransactRequest(@Nullable String signer, @Nullable JsonNode arguments, @Nullable String value) {}
}
