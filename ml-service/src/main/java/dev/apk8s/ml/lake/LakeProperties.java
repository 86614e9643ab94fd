package dev.apk8s.ml.lake;

import jakarta.validation.constraints.NotBlank;
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
 * @param bucket of each tenant in which its models are kept
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer, and each part of it, may take
 */
@Validated
@ConfigurationProperties("apk8s.ml.lake")
public record LakeProperties(@DefaultValue("http://127.0.0.1:8082") @NotNull URI url,
        @DefaultValue("models") @NotBlank String bucket, @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("60s") @NotNull Duration readTimeout) {}
