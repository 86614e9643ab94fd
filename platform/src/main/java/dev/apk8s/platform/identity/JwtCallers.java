package dev.apk8s.platform.identity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads the caller from Keycloak's token: {@code preferred_username}, {@code tenant}, {@code realm_access.roles}. */
final class JwtCallers implements Converter<Jwt, AbstractAuthenticationToken> {
    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String tenant = token.getClaimAsString("tenant");
        if (tenant == null || !Caller.isTenant(tenant)) {
            throw new InvalidBearerTokenException("The token has no valid claim 'tenant'");
        }
        String name = token.getClaimAsString("preferred_username");
        return new CallerAuthentication(
                new Caller(name == null ? String.valueOf(token.getSubject()) : name, tenant, roles(token)),
                token.getExpiresAt());
    }

    private static Set<Role> roles(Jwt token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Map<String, Object> realm = token.getClaimAsMap("realm_access");
        if (realm != null && realm.get("roles") instanceof Collection<?> names) {
            names.forEach(name -> Role.ofClaim(String.valueOf(name)).ifPresent(roles::add));
        }
        return roles;
    }
}
