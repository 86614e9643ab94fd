package dev.apk8s.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * For a while before a service stops, each of its answers ends the connection that it comes on. Who keeps connections, as
 * the gateway does, opens the next one to another instance, instead of sending a request on one that is closed
 * meanwhile: what became of that, it could not know.
 */
final class ConnectionDrain extends OncePerRequestFilter implements ApplicationListener<ContextClosedEvent> {
    private final ApplicationContext context;
    private final Duration time;
    private volatile boolean stopping;

    ConnectionDrain(ApplicationContext context, WebProperties properties) {
        this.context = context;
        this.time = properties.drain();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (stopping) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    /** Comes before anything is stopped. The management port has a context of its own. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() != context || time.isZero()) {
            return;
        }
        stopping = true;
        // Nothing tells when it is done: of a connection that is kept one hears with its next request.
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
