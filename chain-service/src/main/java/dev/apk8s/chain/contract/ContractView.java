package dev.apk8s.chain.contract;

import dev.apk8s.chain.contract.Contracts.Place;
import dev.apk8s.chain.node.Hex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contract as it is shown. */
record ContractView(String name, @Nullable String address, @Nullable Long block, @Nullable String deployment,
        Instant created, List<String> methods, List<String> events) {

    static ContractView of(Contract contract, Abi abi, Optional<Place> place) {
        return new ContractView(contract.name(), place.map(of -> Hex.checksummed(of.address())).orElse(null),
                place.map(Place::block).orElse(null), contract.deployment(), contract.created(),
                abi.methods().stream().map(Method::signature).toList(),
                abi.events().stream().map(event -> event.name() + Parameter.types(event.inputs())).toList());
    }

    record Page(List<ContractView> contracts) {}

    record Result(List<Object> result) {}
}
