package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.junit.OwnEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service starts from a plain class path, and from what was recorded of its first start. */
class RecordedStartIT {
    private static final String RECORDED = "start.aot";

    @Test
    void theFirstStartIsRecordedAndTheNextComesFromIt() throws IOException {
        try (OwnEngine gateway = gateway()) {
            Path recorded = classPath(gateway).getFirst().resolveSibling(RECORDED);
            await().atMost(Duration.ofMinutes(5)).until(() -> Files.exists(recorded));
            gateway.restart();
            assertThat(mapped(gateway)).contains(recorded.toString());
        }
    }

    @Test
    void aRecordedStartThatDoesNotFitIsLeftAlone() throws IOException {
        try (OwnEngine gateway = gateway()) {
            Path recorded = classPath(gateway).getFirst().resolveSibling(RECORDED);
            await().atMost(Duration.ofMinutes(5)).until(() -> Files.exists(recorded));
            byte[] before = Files.readAllBytes(recorded);
            try {
                gateway.stop();
                Files.delete(recorded);
                Files.writeString(recorded, "of another machine");
                gateway.start();
                assertThat(mapped(gateway)).doesNotContain(recorded.toString());
            } finally {
                Files.write(recorded, before);
            }
        }
    }

    /** With no engine beside it. */
    private static OwnEngine gateway() {
        return OwnEngine.prepare("gateway").override("keycloak.issuer", "http://127.0.0.1:9/realms/datalab").start();
    }

    private static List<Path> classPath(OwnEngine service) throws IOException {
        List<String> command = Arrays
                .asList(Files.readString(Path.of("/proc", Long.toString(service.processId()), "cmdline")).split("\0"));
        String classPath = command.get(command.indexOf("-cp") + 1);
        return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
    }

    private static String mapped(OwnEngine service) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(service.processId()), "maps"));
    }
}
