package dev.apk8s.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

class RememberedTokensTest {
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static RSAKey key;
    private static RSAKey otherKey;

    private final AtomicInteger checks = new AtomicInteger();
    private final JwtTimestampValidator validator = new JwtTimestampValidator(SKEW);

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2_048).keyID("one").generate();
        otherKey = new RSAKeyGenerator(2_048).keyID("one").generate();
    }

    private RememberedTokens tokens(Duration memory) throws JOSEException {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
        decoder.setJwtValidator(validator);
        JwtDecoder counted = token -> {
            checks.incrementAndGet();
            return decoder.decode(token);
        };
        return new RememberedTokens(counted, validator, memory);
    }

    private static String token(RSAKey signer, Instant expires) {
        var encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(signer)));
        return encoder.encode(JwtEncoderParameters.from(JwtClaimsSet.builder().subject("viewer")
                .issuedAt(expires.minusSeconds(60)).expiresAt(expires).build())).getTokenValue();
    }

    @Test
    void aSignatureIsCheckedOnce() throws JOSEException {
        RememberedTokens tokens = tokens(Duration.ofMinutes(1));
        String token = token(key, Instant.now().plusSeconds(60));
        assertThat(tokens.decode(token).getSubject()).isEqualTo("viewer");
        assertThat(tokens.decode(token).getSubject()).isEqualTo("viewer");
        assertThat(checks).hasValue(1);
    }

    @Test
    void withoutMemoryItIsCheckedEachTime() throws JOSEException {
        RememberedTokens tokens = tokens(Duration.ZERO);
        String token = token(key, Instant.now().plusSeconds(60));
        tokens.decode(token);
        tokens.decode(token);
        assertThat(checks).hasValue(2);
    }

    @Test
    void aTokenThatEndsIsRefusedThoughItsSignatureIsRemembered() throws JOSEException {
        RememberedTokens tokens = tokens(Duration.ofMinutes(1));
        Instant expires = Instant.now().plusSeconds(60);
        String token = token(key, expires);
        tokens.decode(token);
        validator.setClock(Clock.fixed(expires.plus(SKEW).plusSeconds(1), ZoneOffset.UTC));
        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void anotherKeysTokenIsRefusedTimeAndAgain() throws JOSEException {
        RememberedTokens tokens = tokens(Duration.ofMinutes(1));
        Instant expires = Instant.now().plusSeconds(60);
        tokens.decode(token(key, expires));
        String forged = token(otherKey, expires);
        assertThatThrownBy(() -> tokens.decode(forged)).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode(forged)).isInstanceOf(BadJwtException.class);
    }
}
