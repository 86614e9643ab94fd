package dev.apk8s.gateway.status;

import dev.apk8s.gateway.breaker.BreakerState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs.
 *
 * @param status of all together
 * @param checked when this was looked at
 */
record PlatformStatus(Condition status, Instant checked, List<ServiceStatus> services, List<EngineStatus> engines,
        Links links) {
    /**
     * A service.
     *
     * @param latencyMillis how long it took to tell its health; absent if it did not
     * @param breaker whether the gateway passes requests to it
     */
    record ServiceStatus(String name, String title, Condition status, @Nullable Long latencyMillis,
            BreakerState breaker) {}

    /** An engine, as the services that use it see it. */
    record EngineStatus(String name, String title, Condition status) {}

    /** Where a browser can go from here. */
    record Links(String api, @Nullable URI login, @Nullable URI docs) {}
}
