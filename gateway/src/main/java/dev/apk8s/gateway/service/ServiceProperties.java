package dev.apk8s.gateway.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The services behind the gateway. Adding one takes its entry here and nothing else.
 *
 * @param services by name
 */
@Validated
@ConfigurationProperties("apk8s.gateway")
record ServiceProperties(@DefaultValue @NotNull Map<String, @Valid Entry> services) {
    /**
     * One service.
     *
     * @param title shown to people; the name if not set
     * @param url where its API is, such as {@code http://127.0.0.1:8081}
     * @param health where it tells its health with components, such as
     *        {@code http://127.0.0.1:8091/actuator/health}; without it the status only knows the breaker
     * @param paths path patterns that are routed to it, such as {@code /api/v1/streams/**}
     * @param devicePaths path patterns at which devices may POST with HTTP Basic
     */
    record Entry(@Nullable String title, @NotNull URI url, @Nullable URI health, @NotEmpty List<String> paths,
            @DefaultValue List<String> devicePaths) {}
}
