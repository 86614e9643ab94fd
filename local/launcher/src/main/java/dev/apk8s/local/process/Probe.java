package dev.apk8s.local.process;

import dev.apk8s.local.component.Readiness;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks a component, once, whether it serves. */
public final class Probe {
    private static final int TIMEOUT_MILLIS = 2_000;

    private Probe() {}

    public static boolean isReady(Blueprint blueprint) {
        return switch (blueprint.readiness()) {
            case Readiness.Announced _ -> Files.exists(blueprint.readyFile());
            case Readiness.Http http -> answers(http.url());
        };
    }

    /** An announcement of an earlier run is none. */
    public static void forget(Blueprint blueprint) throws IOException {
        Path parent = blueprint.readyFile().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.deleteIfExists(blueprint.readyFile());
    }

    private static boolean answers(String url) {
        try {
            // A proxy of the user's environment knows nothing of loopback.
            HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                int status = connection.getResponseCode();
                return status >= 200 && status < 300;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
