package dev.apk8s.platform.identity;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a service act for a tenant that it names. Whoever else names one is refused: a request that was meant for another
 * tenant must not quietly work on the caller's own.
 */
final class ActingTenant extends OncePerRequestFilter {
    /** What a service may do in a tenant's name: the work of its people, and nothing of its administration. */
    private static final Set<Role> ROLES = Set.of(Role.VIEWER, Role.OPERATOR, Role.SCIENTIST);

    private final Problems problems;

    ActingTenant(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String tenant = request.getHeader(ServiceIdentity.TENANT_HEADER);
        if (tenant != null && SecurityContextHolder.getContext()
                .getAuthentication() instanceof CallerAuthentication authentication) {
            Caller caller = authentication.getPrincipal();
            if (!caller.may(Role.SERVICE)) {
                problems.write(request, response, new ProblemException(CommonError.FORBIDDEN,
                        "Only services of the platform may act for a tenant by the header "
                                + ServiceIdentity.TENANT_HEADER + "."));
                return;
            }
            if (!Caller.isTenant(tenant)) {
                problems.write(request, response, ProblemException.invalidField(ServiceIdentity.TENANT_HEADER,
                        "must be a tenant's name: 1 to 32 lower case letters and digits, beginning with a letter"));
                return;
            }
            SecurityContext acting = SecurityContextHolder.createEmptyContext();
            acting.setAuthentication(new CallerAuthentication(new Caller(caller.name(), tenant, ROLES),
                    authentication.expires()));
            SecurityContextHolder.setContext(acting);
        }
        chain.doFilter(request, response);
    }
}
