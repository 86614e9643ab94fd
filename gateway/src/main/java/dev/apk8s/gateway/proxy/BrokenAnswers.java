package dev.apk8s.gateway.proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Cuts the client's connection when a service broke off its answer: were it ended instead, half an answer would look
 * like a whole one. Here and not where it is noticed, because handlers of exceptions stand between there and the
 * container.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class BrokenAnswers extends OncePerRequestFilter {
    private static final String BROKEN = BrokenAnswers.class.getName();

    static void mark(HttpServletRequest request) {
        request.setAttribute(BROKEN, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(BROKEN) != null) {
            throw new CloseNowException("The service broke off its answer");
        }
    }
}
