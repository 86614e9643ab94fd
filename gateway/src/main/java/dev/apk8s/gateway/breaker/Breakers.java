package dev.apk8s.gateway.breaker;

import dev.apk8s.gateway.service.Service;
import dev.apk8s.gateway.service.Services;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The breakers, one a service, each with its state as the meter {@code apk8s_gateway_breaker_state}. */
@Component
public final class Breakers {
    private static final Logger log = LoggerFactory.getLogger(Breakers.class);

    private final Map<String, CircuitBreaker> breakers = new LinkedHashMap<>();
    private final Duration pause;

    Breakers(Services services, BreakerProperties properties, MeterRegistry meters) {
        pause = properties.pause();
        CircuitBreakerConfig config = CircuitBreakerConfig.custom().slidingWindowSize(properties.window())
                .minimumNumberOfCalls(Math.min(properties.minimum(), properties.window()))
                .failureRateThreshold(properties.failures()).waitDurationInOpenState(properties.pause())
                .permittedNumberOfCallsInHalfOpenState(properties.trials()).build();
        for (Service service : services.all()) {
            CircuitBreaker breaker = CircuitBreaker.of(service.name(), config);
            breaker.getEventPublisher().onStateTransition(event -> log.warn("The breaker of {} went {}",
                    event.getCircuitBreakerName(), event.getStateTransition()));
            breakers.put(service.name(), breaker);
            for (BreakerState state : BreakerState.values()) {
                Gauge.builder("apk8s.gateway.breaker.state", breaker, it -> stateOf(it) == state ? 1 : 0)
                        .description("1 for the state that the service's breaker is in").tag("target", service.name())
                        .tag("state", state.label()).register(meters);
            }
        }
    }

    public BreakerState state(Service service) {
        return stateOf(breaker(service));
    }

    /** Counts how the service does, and answers in its place while the breaker is open. */
    public HandlerFilterFunction<ServerResponse, ServerResponse> filter(Service service) {
        return new BreakerFilter(service.name(), breaker(service), pause);
    }

    private CircuitBreaker breaker(Service service) {
        return Objects.requireNonNull(breakers.get(service.name()), service.name());
    }

    private static BreakerState stateOf(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }
}
