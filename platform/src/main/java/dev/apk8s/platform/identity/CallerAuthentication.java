package dev.apk8s.platform.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated caller, whichever credentials it showed. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final @Nullable Instant expires;

    public CallerAuthentication(Caller caller) {
        this(caller, null);
    }

    /** @param expires when the credentials end, if they do; an answer that takes longer ends with them */
    public CallerAuthentication(Caller caller, @Nullable Instant expires) {
        super(caller.roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role.claim())).toList());
        this.caller = caller;
        this.expires = expires;
        setAuthenticated(true);
    }

    /** When the credentials end, or null if they do not by themselves. */
    public @Nullable Instant expires() {
        return expires;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication authentication && authentication.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
