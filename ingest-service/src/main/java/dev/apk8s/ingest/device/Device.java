package dev.apk8s.ingest.device;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as it is kept.
 *
 * @param id unique over the installation; also its user name on every protocol
 * @param enabled whether it may send and receive
 * @param attributes what people note about it
 * @param credential what its secret is checked against
 * @param retiring the secret before the last rotation, while it still counts
 * @param updated when it was last changed
 */
public record Device(String id, String tenant, boolean enabled, Map<String, String> attributes,
        Credential credential, @Nullable Retiring retiring, Instant created, Instant updated) {
    public Device {
        attributes = Map.copyOf(attributes);
    }

    /** A secret that counts for some more time, so that firmware can change over. */
    public record Retiring(Credential credential, Instant until) {}

    /** Whether a secret is right now one of this device's. Takes the same time whichever is shown. */
    boolean accepts(String secret, Instant now) {
        boolean current = credential.matches(secret);
        Retiring old = retiring;
        if (old == null) {
            return current;
        }
        boolean former = old.credential().matches(secret);
        return current || (former && now.isBefore(old.until()));
    }

    Device withEnabled(boolean wanted, Instant now) {
        return wanted == enabled
                ? this
                : new Device(id, tenant, wanted, attributes, credential, retiring, created, now);
    }

    Device withAttributes(Map<String, String> wanted, Instant now) {
        return wanted.equals(attributes)
                ? this
                : new Device(id, tenant, enabled, wanted, credential, retiring, created, now);
    }

    /** @param graceUntil how long the present secret still counts, or null to end it at once */
    Device withSecret(Credential next, @Nullable Instant graceUntil, Instant now) {
        Retiring old = graceUntil == null ? null : new Retiring(credential, graceUntil);
        return new Device(id, tenant, enabled, attributes, next, old, created, now);
    }
}
