package dev.apk8s.ml.training;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The service that answers SQL.
 *
 * @param url such as {@code http://127.0.0.1:8083}
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer, and each part of it, may take
 */
@Validated
@ConfigurationProperties("apk8s.ml.warehouse")
record WarehouseProperties(@DefaultValue("http://127.0.0.1:8083") @NotNull URI url,
        @DefaultValue("2s") @NotNull Duration connectTimeout, @DefaultValue("5m") @NotNull Duration readTimeout) {}
