package dev.apk8s.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Remembers tokens whose signature was found right, since a client sends the same one with hundreds of requests and the
 * signature is the dear part of checking it. Time, issuer and audience are looked at with each request all the same. What
 * was refused is not remembered.
 */
final class RememberedTokens implements JwtDecoder {
    private static final long MAX_CHARACTERS = 4L << 20;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Cache<String, Jwt> tokens;

    /**
     * @param decoder checks signature and claims
     * @param validator of the claims
     * @param memory how long a signature is trusted, and so how long a key that the realm took back goes on to open
     */
    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validator, Duration memory) {
        this.decoder = decoder;
        this.validator = validator;
        tokens = Caffeine.newBuilder().expireAfterWrite(memory).maximumWeight(MAX_CHARACTERS)
                .weigher((String token, Jwt _) -> token.length()).build();
    }

    @Override
    public Jwt decode(String token) throws JwtException {
        Jwt remembered = tokens.getIfPresent(token);
        if (remembered != null && !validator.validate(remembered).hasErrors()) {
            return remembered;
        }
        Jwt decoded = decoder.decode(token);
        tokens.put(token, decoded);
        return decoded;
    }
}
