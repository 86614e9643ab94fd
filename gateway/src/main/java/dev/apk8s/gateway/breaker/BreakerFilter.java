package dev.apk8s.gateway.breaker;

import dev.apk8s.gateway.proxy.ProxyError;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Judges a service by the heads of its answers; their bodies pass later and untouched, so streams are not held up. */
final class BreakerFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private final String service;
    private final CircuitBreaker breaker;
    private final Duration pause;

    BreakerFilter(String service, CircuitBreaker breaker, Duration pause) {
        this.service = service;
        this.breaker = breaker;
        this.pause = pause;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!breaker.tryAcquirePermission()) {
            throw new ProblemException(CommonError.SERVICE_UNAVAILABLE,
                    service + " failed too often and is left alone for a moment.").retryAfter(pause);
        }
        long begin = System.nanoTime();
        try {
            ServerResponse answer = next.handle(request);
            if (tellsThatServiceFails(answer)) {
                breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS,
                        new IllegalStateException("Answered " + answer.statusCode()));
            } else {
                breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            }
            return answer;
        } catch (Exception failure) {
            if (isFaultOfService(failure)) {
                breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, failure);
            } else {
                breaker.releasePermission();
            }
            throw failure;
        }
    }

    private static boolean isFaultOfService(Exception failure) {
        return failure instanceof ProblemException problem && problem.code() instanceof ProxyError error
                && error.isFaultOfService();
    }

    /**
     * A service that answers with a problem of its own, or says when to come back, works: its log or its index may be
     * away, and its other routes must stay open. Only bare answers, as a proxy before a dead service gives, count.
     */
    private static boolean tellsThatServiceFails(ServerResponse answer) {
        HttpStatus status = HttpStatus.resolve(answer.statusCode().value());
        if (status != HttpStatus.BAD_GATEWAY && status != HttpStatus.SERVICE_UNAVAILABLE
                && status != HttpStatus.GATEWAY_TIMEOUT) {
            return false;
        }
        MediaType type = answer.headers().getContentType();
        boolean considered = type != null && type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        return !considered && !answer.headers().containsHeader(HttpHeaders.RETRY_AFTER);
    }
}
