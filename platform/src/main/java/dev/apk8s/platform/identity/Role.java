package dev.apk8s.platform.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The realm roles. A role may do what the roles that it implies may do. */
public enum Role {
    /** Sends telemetry as itself. */
    DEVICE,
    /** Reads what is kept. */
    VIEWER,
    /** Commands, objects, transactions. */
    OPERATOR(VIEWER),
    /** Models and tables. */
    SCIENTIST(VIEWER),
    /** Everything within the tenant. */
    ADMIN(VIEWER, OPERATOR, SCIENTIST),
    /** A service of the platform, never a person: it may name the tenant that it acts for, by {@link ServiceIdentity#TENANT_HEADER}. */
    SERVICE;

    private final Set<Role> implied;

    Role(Role... implied) {
        this.implied = Set.of(implied);
    }

    /** Whether a caller with this role may do what the other may. */
    public boolean covers(Role other) {
        return this == other || implied.contains(other);
    }

    /** The role as it is named in tokens. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> ofClaim(String claim) {
        for (Role role : values()) {
            if (role.claim().equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
