package dev.apk8s.chain.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contract by its name.
 *
 * @param abi its interface, JSON
 * @param address once it is final, in lower case
 * @param block that it was made in, or from which on it is watched
 * @param deployment id of the transaction that makes it; null when it was there before
 */
public record Contract(String tenant, String name, String abi, @Nullable String address, long block,
        @Nullable String deployment, Instant created) {
    static String key(String tenant, String name) {
        return tenant + "/" + name;
    }

    @JsonIgnore
    String key() {
        return key(tenant, name);
    }

    Contract at(String itsAddress, long itsBlock) {
        return new Contract(tenant, name, abi, itsAddress, itsBlock, deployment, created);
    }
}
