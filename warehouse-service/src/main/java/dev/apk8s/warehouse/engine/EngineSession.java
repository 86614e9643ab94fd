package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who a statement runs as, and where names without a catalog or schema are looked up.
 *
 * @param user the engine's session user; that of a caller is {@code <tenant>/<access>/<name>}, where access is
 * {@code writer} for scientists and administrators and {@code reader} for all others: the engine's access control goes
 * by it
 * @param limit how long the statement may take in all, or null for the engine's own limit
 */
public record EngineSession(String user, @Nullable String catalog, @Nullable String schema, @Nullable Duration limit) {
    public static final String READER = "reader";
    public static final String WRITER = "writer";

    /** The caller's session. */
    public static EngineSession of(Caller caller) {
        return as(user(caller, caller.may(Role.SCIENTIST) ? WRITER : READER));
    }

    /** The user that a caller is, or would be, with one access or the other. */
    public static String user(Caller caller, String access) {
        return caller.tenant() + "/" + access + "/"
                + URLEncoder.encode(caller.name(), StandardCharsets.UTF_8).replace("%40", "@").replace('+', ' ')
                        .replace(" ", "%20");
    }

    public static EngineSession as(String user) {
        return new EngineSession(user, null, null, null);
    }

    public EngineSession in(@Nullable String otherCatalog, @Nullable String otherSchema) {
        return new EngineSession(user, otherCatalog, otherSchema, limit);
    }

    public EngineSession within(Duration time) {
        return new EngineSession(user, catalog, schema, time);
    }
}
