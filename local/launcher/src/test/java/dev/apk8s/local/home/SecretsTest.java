package dev.apk8s.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path directory = Path.of("");
    private Home home = new Home(directory);

    @BeforeEach
    void createHome() {
        home = new Home(directory.resolve("home"));
        home.create();
    }

    @Test
    void areMadeOnceAndKept() {
        Map<String, String> first = Secrets.ensure(home, List.of("a", "b"));
        assertThat(first.values()).doesNotHaveDuplicates().allMatch(secret -> secret.matches("[A-Za-z2-9]{24,}"));
        Map<String, String> second = Secrets.ensure(home, List.of("a", "b", "c"));
        assertThat(second).containsAllEntriesOf(first).containsOnlyKeys("a", "b", "c");
        assertThat(Secrets.load(home)).isEqualTo(second);
    }

    @Test
    void areForTheirOwnerOnly() throws IOException {
        Secrets.ensure(home, List.of("a"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.run()))).isEqualTo("rwx------");
    }

    @Test
    void areNotLostWhenTheFileIsBroken() throws IOException {
        Files.writeString(home.secrets(), "a: [");
        assertThatThrownBy(() -> Secrets.ensure(home, List.of("a"))).isInstanceOf(HomeException.class)
                .hasMessageContaining(home.secrets() + " cannot be read");
        Files.writeString(home.secrets(), "a: 12");
        assertThatThrownBy(() -> Secrets.load(home)).hasMessageContaining("a: must be a text, put it in quotes");
        assertThat(home.secrets()).hasContent("a: 12");
    }
}
