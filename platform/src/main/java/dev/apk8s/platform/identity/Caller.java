package dev.apk8s.platform.identity;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who calls. A controller's method takes it as a parameter.
 *
 * @param name the user, client or device, as people know it
 * @param tenant whose data the caller sees
 */
public record Caller(String name, String tenant, Set<Role> roles) {
    public static final String DEFAULT_TENANT = "default";

    private static final Pattern TENANT = Pattern.compile("[a-z][a-z0-9]{0,31}");

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether a text can be a tenant's name. */
    public static boolean isTenant(String name) {
        return TENANT.matcher(name).matches();
    }

    public boolean may(Role role) {
        return roles.stream().anyMatch(own -> own.covers(role));
    }

    /** Whether the caller is a device, which may only act as itself. */
    public boolean isDevice() {
        return roles.equals(Set.of(Role.DEVICE));
    }
}
