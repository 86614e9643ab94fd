package dev.apk8s.gateway.service;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** All services, checked once at start. */
@Component
public final class Services {
    /** What services tell only to each other, to brokers and to probes. */
    private static final List<PathContainer> NEVER_ROUTED = List.of(PathContainer.parsePath("/internal/mqtt/auth"),
            PathContainer.parsePath("/internal"), PathContainer.parsePath("/actuator/health"),
            PathContainer.parsePath("/v3/api-docs"), PathContainer.parsePath("/"));

    private final List<Service> all;

    Services(ServiceProperties properties) {
        all = properties.services().entrySet().stream().map(entry -> service(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Service::name)).toList();
    }

    public List<Service> all() {
        return all;
    }

    public Optional<Service> named(String name) {
        return all.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /** Whether devices may show HTTP Basic at this path, which then is checked by the service alone. */
    public boolean takeDevicesAt(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return all.stream().anyMatch(service -> service.takesDevicesAt(parsed));
    }

    private static Service service(String name, ServiceProperties.Entry entry) {
        String title = entry.title();
        return new Service(name, title == null ? name : title, absolute(name, "url", entry.url()),
                health(name, entry.health()), patterns(name, entry.paths()), patterns(name, entry.devicePaths()));
    }

    private static @Nullable URI health(String name, @Nullable URI health) {
        return health == null || health.toString().isEmpty() ? null : absolute(name, "health", health);
    }

    private static URI absolute(String name, String property, URI url) {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw invalid(name, property, "'" + url + "' is not an http or https URL");
        }
        return url;
    }

    private static List<PathPattern> patterns(String name, List<String> paths) {
        return paths.stream().map(path -> pattern(name, path)).toList();
    }

    private static PathPattern pattern(String name, String path) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
        for (PathContainer hidden : NEVER_ROUTED) {
            if (pattern.matches(hidden)) {
                throw invalid(name, "paths", "'" + path + "' would route " + hidden.value());
            }
        }
        return pattern;
    }

    private static IllegalStateException invalid(String name, String property, String why) {
        return new IllegalStateException("apk8s.gateway.services." + name + "." + property + ": " + why);
    }
}
