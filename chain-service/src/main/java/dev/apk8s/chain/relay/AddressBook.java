package dev.apk8s.chain.relay;

import java.util.Optional;

/** Knows where contracts are. */
public interface AddressBook {
    /** The address, once the contract is in a block. */
    Optional<String> find(String tenant, String contract);
}
