package dev.apk8s.ingest.intake;

import dev.apk8s.platform.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * In whose name an event is handed in, already authenticated.
 *
 * @param device the device, or null if a user sends for none
 * @param source CloudEvents source
 */
public record Sender(String tenant, @Nullable String device, String source) {
    public static Sender device(String tenant, String device) {
        return new Sender(tenant, device, "/devices/" + device);
    }

    /** A device sends as itself; a user as itself, or for a device that was checked to be of its tenant. */
    public static Sender of(Caller caller, @Nullable String device) {
        if (caller.isDevice()) {
            return device(caller.tenant(), caller.name());
        }
        return device == null
                ? new Sender(caller.tenant(), null, "/users/" + caller.name())
                : device(caller.tenant(), device);
    }

    /** The CloudEvents source of what comes from a part of the sender: within the sender's own, so none can speak for another. */
    String source(@Nullable String part) {
        return part == null ? source : source + (part.startsWith("/") ? "" : "/") + part;
    }
}
