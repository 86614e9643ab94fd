package dev.apk8s.gateway.service;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A service behind the gateway.
 *
 * @param name as in routes, metrics and the status, such as {@code ingest-service}
 * @param title shown to people
 * @param url where its API is
 * @param health where it tells its health with components, if it does
 * @param paths what is routed to it
 * @param devicePaths where its devices may POST with HTTP Basic, which it checks itself
 */
public record Service(String name, String title, URI url, @Nullable URI health, List<PathPattern> paths,
        List<PathPattern> devicePaths) {
    public boolean serves(PathContainer path) {
        return matches(paths, path);
    }

    boolean takesDevicesAt(PathContainer path) {
        return matches(devicePaths, path);
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
