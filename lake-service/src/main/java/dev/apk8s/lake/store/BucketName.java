package dev.apk8s.lake.store;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bucket as its tenant knows it. In the store the default tenant's {@code upload} is the bucket {@code upload}, and
 * the tenant acme's is {@code acme--upload}: which is why no name may have two hyphens in a row.
 *
 * @param tenant whose it is
 * @param name 3 to 63 characters with the tenant's prefix: lower case letters, digits, hyphens and dots
 */
public record BucketName(String tenant, String name) {
    private static final String SEPARATOR = "--";
    private static final int SHORTEST = 3;
    private static final int LONGEST = 63;
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]*[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");

    /** @throws ProblemException INVALID_FIELD bucket */
    public BucketName {
        int length = name.length() + prefix(tenant).length();
        if (name.length() < SHORTEST || length > LONGEST || !FORM.matcher(name).matches() || name.contains(SEPARATOR)
                || name.contains("..") || name.contains(".-") || name.contains("-.")
                || ADDRESS.matcher(name).matches()) {
            throw ProblemException.invalidField("bucket", "must be " + SHORTEST + " to "
                    + (LONGEST - prefix(tenant).length())
                    + " characters: lower case letters, digits, and single hyphens and dots between them");
        }
    }

    /** The bucket that a caller means. */
    public static BucketName of(Caller caller, String name) {
        return new BucketName(caller.tenant(), name);
    }

    /** The default tenant's bucket. */
    public static BucketName ofDefaultTenant(String name) {
        return new BucketName(Caller.DEFAULT_TENANT, name);
    }

    /** Whose bucket of the store this is; empty for one that was not made by the lake. */
    public static Optional<BucketName> ofStored(String stored) {
        int separator = stored.indexOf(SEPARATOR);
        try {
            return Optional.of(separator < 0
                    ? ofDefaultTenant(stored)
                    : new BucketName(stored.substring(0, separator), stored.substring(separator + SEPARATOR.length())));
        } catch (ProblemException notOurs) {
            return Optional.empty();
        }
    }

    /** The name in the store. */
    public String stored() {
        return prefix(tenant) + name;
    }

    private static String prefix(String tenant) {
        return tenant.equals(Caller.DEFAULT_TENANT) ? "" : tenant + SEPARATOR;
    }
}
