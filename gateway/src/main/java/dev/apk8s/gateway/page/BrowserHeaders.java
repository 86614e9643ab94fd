package dev.apk8s.gateway.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What a browser may do with an answer: with the API's nothing, with the pages only what is the gateway's own. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class BrowserHeaders extends OncePerRequestFilter {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String OWN_PAGE = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String swaggerUi;

    /** Swagger UI sets styles from its scripts, and gets its token from the identity provider. */
    BrowserHeaders(@Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") URI issuer) {
        swaggerUi = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
                + "img-src 'self' data:; font-src 'self'; connect-src 'self' " + issuer.getScheme() + "://"
                + issuer.getAuthority() + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        response.setHeader("Content-Security-Policy", policy(path));
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (!path.startsWith("/swagger-ui")) {
            // Swagger UI's login comes back in a window of its own, which must still know who opened it.
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        chain.doFilter(request, response);
    }

    private String policy(String path) {
        if (path.startsWith("/swagger-ui")) {
            return swaggerUi;
        }
        return path.equals("/") || path.equals("/index.html") || path.startsWith("/page/") ? OWN_PAGE : NOTHING;
    }
}
