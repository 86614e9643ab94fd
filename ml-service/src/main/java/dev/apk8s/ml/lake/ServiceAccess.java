package dev.apk8s.ml.lake;

import dev.apk8s.platform.identity.ServiceIdentity;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;

/** This service's own rights, in the name of a tenant. */
@Component
public final class ServiceAccess {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ServiceIdentity identity;

    ServiceAccess(ServiceIdentity identity) {
        this.identity = identity;
    }

    public Access of(String tenant) {
        String authorization = authorization();
        return headers -> {
            headers.set(HttpHeaders.AUTHORIZATION, authorization);
            headers.set(ServiceIdentity.TENANT_HEADER, tenant);
        };
    }

    private String authorization() {
        try {
            return identity.authorization();
        } catch (AuthenticationServiceException away) {
            throw new ProblemException(CommonError.SERVICE_UNAVAILABLE,
                    "The identity provider gives this service no token.", away).retryAfter(RETRY_AFTER);
        }
    }
}
