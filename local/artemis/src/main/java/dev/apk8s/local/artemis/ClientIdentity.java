package dev.apk8s.local.artemis;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Whose a user name and a client id are. */
final class ClientIdentity {
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** Artemis writes client ids into its filters and queue names, so quotes and colons in a row must not be in them. */
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private ClientIdentity() {}

    static boolean isDevice(String user) {
        return DEVICE.matcher(user).matches() && !user.startsWith(BrokerSettings.RESERVED_PREFIX);
    }

    static boolean isReserved(@Nullable String clientId) {
        return clientId != null && clientId.startsWith(BrokerSettings.RESERVED_PREFIX)
                && SESSION.matcher(clientId).matches();
    }

    /** A device connects as itself, or as {@code <device>:<session>} to have several sessions. */
    static boolean isOwnedBy(String device, @Nullable String clientId) {
        if (clientId == null || clientId.equals(device)) {
            return clientId != null;
        }
        return clientId.startsWith(device + ":")
                && SESSION.matcher(clientId.substring(device.length() + 1)).matches();
    }
}
