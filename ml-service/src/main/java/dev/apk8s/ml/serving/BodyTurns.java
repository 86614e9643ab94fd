package dev.apk8s.ml.serving;

import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in as many bytes of predictions at once as the heap has room for: a body becomes some times its size while it is
 * read, computed and answered. Further ones wait for their turn.
 */
@Component
final class BodyTurns extends OncePerRequestFilter {
    private static final Pattern PREDICTION = Pattern.compile("/v2/models/.*|/seldon/.*|/api/v1\\.0/predictions");
    private static final int UNIT = 1 << 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore units;
    private final int all;
    private final Duration wait;

    BodyTurns(ServingProperties properties) {
        all = Math.toIntExact(properties.maxBodies().toKilobytes());
        units = new Semaphore(all, true);
        wait = properties.timeout();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !PREDICTION.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int needed = units(request.getContentLengthLong());
        if (!taken(needed)) {
            throw new ProblemException(PredictionError.PREDICTION_QUEUE_FULL,
                    "Other predictions have all the memory that there is for them.").retryAfter(RETRY_AFTER);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            units.release(needed);
        }
    }

    /** A body of unknown length may be half of all: two of them are read at once. */
    private int units(long length) {
        return length < 0 ? Math.max(1, all / 2) : (int) Math.min(all, 1 + length / UNIT);
    }

    private boolean taken(int needed) {
        try {
            return units.tryAcquire(needed, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
