package dev.apk8s.platform.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a token must show. The issuer is set by {@code spring.security.oauth2.resourceserver.jwt.issuer-uri}.
 *
 * @param audience must be in the token's {@code aud}
 * @param clockSkew how far the clocks of Keycloak and this service may differ
 * @param tokenMemory how long the signature of a token that comes again is not checked anew; 0 checks it each time
 * @param publicPaths path patterns that are reached without credentials; a controller behind one still needs its rule
 */
@Validated
@ConfigurationProperties("apk8s.identity")
record IdentityProperties(@DefaultValue("apk8s") @NotBlank String audience,
        @DefaultValue("10s") @NotNull Duration clockSkew, @DefaultValue("30s") @NotNull Duration tokenMemory,
        @DefaultValue List<String> publicPaths) {}
