package dev.apk8s.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.local.component.Catalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    private Path root = Path.of("");
    private Catalog catalog = Catalog.discover(Path.of("src"));

    @BeforeEach
    void describe() throws IOException {
        Files.createDirectories(root.resolve("local/log"));
        Files.writeString(root.resolve("local/log/component.yaml"),
                "name: log\nmain: m\nready: announced\nports: {client: 9092, controller: 9093}");
        catalog = Catalog.discover(root);
    }

    @Test
    void areTheDefaultsMovedByTheOffsetButForThoseChosen() {
        Settings settings = Settings.DEFAULT.withOffset(100).withPorts(Map.of("log.client", 5000));
        assertThat(Ports.assign(catalog, settings)).containsExactlyInAnyOrderEntriesOf(
                Map.of("log.client", 5000, "log.controller", 9193));
    }

    @Test
    void areKeptForTheNextTime() {
        Home home = new Home(root.resolve("home"));
        home.create();
        assertThat(Settings.load(home)).isEqualTo(Settings.DEFAULT);
        Settings chosen = Settings.DEFAULT.withOffset(100).withPorts(Map.of("log.client", 5000));
        chosen.save(home);
        assertThat(Settings.load(home)).isEqualTo(chosen);
    }

    @Test
    void cannotBeOneForTwo() {
        assertThatThrownBy(() -> Ports.assign(catalog, Settings.DEFAULT.withPorts(Map.of("log.client", 9093))))
                .hasMessageContaining("log.client and log.controller would both get port 9093")
                .hasMessageContaining("--port log.controller=N");
    }

    @Test
    void mustExist() {
        assertThatThrownBy(() -> Ports.assign(catalog, Settings.DEFAULT.withPorts(Map.of("log.http", 1))))
                .hasMessage("There is no port 'log.http'. There are: log.client, log.controller.");
        assertThatThrownBy(() -> Ports.assign(catalog, Settings.DEFAULT.withOffset(60_000)))
                .hasMessageContaining("would get port 69092: choose a smaller --port-offset");
    }

    @Test
    void freeOnesAreNotInUse() throws IOException {
        assertThat(Ports.assignFree(catalog).values()).doesNotHaveDuplicates().allMatch(FreePorts::isFree);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
