package dev.apk8s.gateway.status;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.apk8s.gateway.breaker.BreakerState;
import dev.apk8s.gateway.breaker.Breakers;
import dev.apk8s.gateway.service.Service;
import dev.apk8s.gateway.service.Services;
import dev.apk8s.gateway.status.PlatformStatus.EngineStatus;
import dev.apk8s.gateway.status.PlatformStatus.Links;
import dev.apk8s.gateway.status.PlatformStatus.ServiceStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks at everything at most once in a while, however many ask. */
@Component
final class StatusBoard {
    private static final String IDENTITY = "keycloak";

    private final Services services;
    private final Breakers breakers;
    private final HealthReports reports;
    private final StatusProperties properties;
    private final URI identity;
    private final LoadingCache<String, PlatformStatus> latest;

    StatusBoard(Services services, Breakers breakers, HealthReports reports, StatusProperties properties,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer) {
        this.services = services;
        this.breakers = breakers;
        this.reports = reports;
        this.properties = properties;
        identity = URI.create(issuer + "/.well-known/openid-configuration");
        latest = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(properties.maxAge()).build(_ -> look());
    }

    PlatformStatus latest() {
        return latest.get("all");
    }

    private PlatformStatus look() {
        Map<Service, HealthReport> told = new LinkedHashMap<>();
        Condition identityCondition;
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Service, Future<HealthReport>> asked = new LinkedHashMap<>();
            services.all().forEach(service -> asked.put(service, askers.submit(() -> ask(service))));
            Future<Condition> askedIdentity = askers.submit(() -> reports.reachable(identity));
            asked.forEach((service, report) -> told.put(service, settled(report)));
            identityCondition = settled(askedIdentity);
        }
        List<ServiceStatus> serviceStatuses = told.entrySet().stream()
                .map(entry -> serviceStatus(entry.getKey(), entry.getValue())).toList();
        List<EngineStatus> engines = engines(told.values(), identityCondition);
        return new PlatformStatus(overall(serviceStatuses, engines), Instant.now(), serviceStatuses, engines,
                new Links("/swagger-ui.html", properties.login(), properties.docs()));
    }

    private HealthReport ask(Service service) {
        URI health = service.health();
        if (health == null) {
            boolean passes = breakers.state(service) == BreakerState.CLOSED;
            return new HealthReport(passes ? Condition.UNKNOWN : Condition.DOWN, 0, Map.of());
        }
        return reports.of(health);
    }

    private ServiceStatus serviceStatus(Service service, HealthReport report) {
        boolean answered = service.health() != null && report.answered();
        return new ServiceStatus(service.name(), service.title(), report.condition(),
                answered ? report.latencyMillis() : null, breakers.state(service));
    }

    private List<EngineStatus> engines(Collection<HealthReport> reports, Condition identityCondition) {
        List<EngineStatus> engines = new ArrayList<>();
        properties.engines().forEach((name, title) -> {
            Condition condition = name.equals(IDENTITY)
                    ? identityCondition
                    : worst(reports.stream().map(report -> report.components().get(name)).filter(Objects::nonNull)
                            .toList());
            engines.add(new EngineStatus(name, title, condition));
        });
        return engines;
    }

    /** An engine that one service can use and another cannot is not up. */
    private static Condition worst(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return Condition.UNKNOWN;
        }
        return conditions.stream().allMatch(condition -> condition == Condition.UP) ? Condition.UP : Condition.DOWN;
    }

    private static Condition overall(List<ServiceStatus> services, List<EngineStatus> engines) {
        boolean allUp = services.stream()
                .allMatch(service -> service.status() == Condition.UP && service.breaker() == BreakerState.CLOSED)
                && engines.stream().noneMatch(engine -> engine.status() == Condition.DOWN
                        || engine.status() == Condition.DEGRADED);
        if (allUp) {
            return Condition.UP;
        }
        boolean noneUp = services.stream().allMatch(service -> service.status() == Condition.DOWN);
        return noneUp ? Condition.DOWN : Condition.DEGRADED;
    }

    private static <T> T settled(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the services", interrupted);
        } catch (java.util.concurrent.ExecutionException failure) {
            throw new IllegalStateException("Asking a service failed", failure.getCause());
        }
    }
}
