package dev.apk8s.gateway.breaker;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a breaker does with requests. */
public enum BreakerState {
    /** Passes them. */
    CLOSED,
    /** Refuses them at once. */
    OPEN,
    /** Passes a few, to see whether the service works again. */
    HALF_OPEN;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
