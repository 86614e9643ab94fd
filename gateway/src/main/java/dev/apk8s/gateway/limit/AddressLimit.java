package dev.apk8s.gateway.limit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** The limit of each address, before any work is done for the request. */
final class AddressLimit extends OncePerRequestFilter {
    private final RateLimit limit;

    AddressLimit(LimitProperties properties, MeterRegistry meters) {
        limit = new RateLimit("address", properties.address(), properties.tracked(), meters);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        limit.take(request.getRemoteAddr(), response);
        chain.doFilter(request, response);
    }
}
