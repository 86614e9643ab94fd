package dev.apk8s.gateway.status;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the status shows.
 *
 * @param maxAge how long one look at everything is good for
 * @param timeout for each service to tell its health
 * @param engines titles of engines by the name of the component in the services' health; others are not shown
 * @param login where the identity provider lets a user manage the account; shown as a link
 * @param docs where the documentation is; shown as a link
 */
@Validated
@ConfigurationProperties("apk8s.gateway.status")
record StatusProperties(@DefaultValue("2s") @NotNull Duration maxAge, @DefaultValue("4s") @NotNull Duration timeout,
        @DefaultValue @NotNull Map<String, String> engines, @Nullable URI login, @Nullable URI docs) {}
