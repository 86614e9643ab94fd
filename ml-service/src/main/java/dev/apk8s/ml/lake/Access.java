package dev.apk8s.ml.lake;

import dev.apk8s.platform.identity.ServiceIdentity;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** By whose rights another service is asked. */
@FunctionalInterface
public interface Access {
    void apply(HttpHeaders headers);

    /** By those of who sent a request, and for the tenant that it names. */
    static Access ofCaller(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String tenant = request.getHeader(ServiceIdentity.TENANT_HEADER);
        return headers -> {
            if (authorization != null) {
                headers.set(HttpHeaders.AUTHORIZATION, authorization);
            }
            if (tenant != null) {
                headers.set(ServiceIdentity.TENANT_HEADER, tenant);
            }
        };
    }
}
