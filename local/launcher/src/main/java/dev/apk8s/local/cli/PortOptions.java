package dev.apk8s.local.cli;

import dev.apk8s.local.home.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ports to use; kept for the next time. */
final class PortOptions {
    @Option(names = "--port-offset", paramLabel = "N", description = {"Add N to every default port, for a second copy.",
            "Kept for the next @|bold up|@ of this home; 0 goes back."})
    private @Nullable Integer offset;

    @Option(names = "--port", paramLabel = "COMPONENT.PORT=N", description = {
            "One port, such as @|bold kafka.client=19092|@; kept too."})
    private Map<String, Integer> ports = new LinkedHashMap<>();

    Settings over(Settings kept) {
        Settings moved = offset == null ? kept : kept.withOffset(offset);
        return ports.isEmpty() ? moved : moved.withPorts(ports);
    }
}
