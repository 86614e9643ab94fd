package dev.apk8s.local.trino;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Runs one Trino node, coordinator and worker at once, on loopback, and announces it when it answered a query. */
public final class TrinoEngine {
    /** Not among the module's libraries: it is in the distribution, with versions of its own of everything. */
    private static final String SERVER = "io.trino.server.TrinoServer";

    private TrinoEngine() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Map<String, String> environment = System.getenv();
        String announcement = environment.get("APK8S_READY_FILE");
        if (announcement != null) {
            Thread.ofPlatform().daemon().name("readiness").start(new Readiness(
                    URI.create("http://127.0.0.1:" + environment.get("APK8S_TRINO_PORT")), Path.of(announcement)));
        }
        Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
