package dev.apk8s.chain.proof;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The service that knows the lake.
 *
 * @param url such as {@code http://127.0.0.1:8082}
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer, and each part of it, may take
 */
@Validated
@ConfigurationProperties("apk8s.chain.lake")
public record LakeProperties(@DefaultValue("http://127.0.0.1:8082") @NotNull URI url,
        @DefaultValue("2s") @NotNull Duration connectTimeout, @DefaultValue("30s") @NotNull Duration readTimeout) {}
