package dev.apk8s.gateway.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How something is. */
enum Condition {
    UP,
    /** It answers, and says that something it needs does not. */
    DEGRADED,
    /** It does not answer. */
    DOWN,
    /** Nobody who would know can be asked. */
    UNKNOWN;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
