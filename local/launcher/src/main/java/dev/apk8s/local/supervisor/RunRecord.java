package dev.apk8s.local.supervisor;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.PrivateFiles;
import dev.apk8s.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How to reach the supervisor of a home: {@code run/supervisor.json}.
 *
 * @param process as {@link ProcessIdentity} writes it
 * @param port of the control endpoint, on loopback
 * @param token to be sent as bearer
 */
record RunRecord(String process, int port, String token) {
    private static final JsonMapper JSON = new JsonMapper();

    static Optional<RunRecord> read(Home home) {
        Path file = file(home);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file, RunRecord.class)) : Optional.empty();
        } catch (JacksonException _) {
            // It went away between the two calls, or is not ours: as good as none.
            return Optional.empty();
        }
    }

    void write(Home home) throws IOException {
        PrivateFiles.write(file(home), JSON.writeValueAsString(this));
    }

    static void delete(Home home) throws IOException {
        Files.deleteIfExists(file(home));
    }

    boolean isAlive() {
        return ProcessIdentity.parse(process).isAlive();
    }

    private static Path file(Home home) {
        return home.run().resolve("supervisor.json");
    }
}
