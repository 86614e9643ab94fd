package dev.apk8s.warehouse.query;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Closes the connection of an answer that broke off, before the end of its body is sent: clients see that it is cut. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokenOffFilter extends OncePerRequestFilter {
    private static final String BROKEN_OFF = BrokenOffFilter.class.getName();

    static void mark(HttpServletRequest request) {
        request.setAttribute(BROKEN_OFF, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(BROKEN_OFF) != null) {
            response.flushBuffer();
            // For any other exception Tomcat would write an error page behind the part of the result.
            throw new ClientAbortException("The result broke off");
        }
    }
}
