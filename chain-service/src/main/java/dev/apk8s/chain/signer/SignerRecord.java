package dev.apk8s.chain.signer;

import java.time.Instant;

/**
 * A signer as all replicas know it, without its key.
 *
 * @param kind who signs: {@code keystore}, or the name of another {@link KeyHolder}
 * @param disabled whether it signs nothing new
 */
public record SignerRecord(String tenant, String name, String address, String kind, boolean disabled, Instant created) {
    String key() {
        return key(tenant, name);
    }

    static String key(String tenant, String name) {
        return tenant + "/" + name;
    }

    SignerRecord disabled(boolean now) {
        return new SignerRecord(tenant, name, address, kind, now, created);
    }
}
