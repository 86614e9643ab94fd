package dev.apk8s.platform.identity;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers 401 and 403 as problems. */
final class IdentityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Problems problems;
    private final boolean basic;

    IdentityProblems(Problems problems, boolean basic) {
        this.problems = problems;
        this.basic = basic;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof AuthenticationServiceException) {
            problems.write(request, response,
                    new ProblemException(CommonError.SERVICE_UNAVAILABLE, "The identity provider does not answer.")
                            .retryAfter(java.time.Duration.ofSeconds(5)));
            return;
        }
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"datalab\"");
        if (basic) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"devices\"");
        }
        problems.write(request, response, new ProblemException(CommonError.UNAUTHENTICATED, detail(exception)));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        problems.write(request, response, new ProblemException(CommonError.FORBIDDEN,
                "None of the caller's roles may " + request.getMethod() + " this route."));
    }

    private static String detail(AuthenticationException exception) {
        if (exception instanceof OAuth2AuthenticationException token) {
            String description = token.getError().getDescription();
            return description == null ? "The token is not valid." : description;
        }
        return "Send a bearer token of the realm, or a device's id and secret where the route takes devices.";
    }
}
