package dev.apk8s.local.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void makeClone() throws IOException {
        write("pom.xml", "<project><artifactId>all</artifactId><modules><module>shared</module><module>web</module>"
                + "<module>local/log</module></modules></project>");
        write("shared/pom.xml", "<project><artifactId>shared</artifactId></project>");
        write("shared/src/main/java/A.java", "");
        write("web/pom.xml", "<project><artifactId>web</artifactId><dependencies><dependency>"
                + "<artifactId>shared</artifactId></dependency></dependencies></project>");
        write("web/src/main/java/B.java", "");
        write("web/component.yaml", "name: web\nkind: service\njar: target/web.jar\nready: announced");
        write("local/log/pom.xml", "<project><artifactId>log</artifactId></project>");
        write("local/log/component.yaml", "name: log\nmain: m\nready: announced");
        write("local/log/target/log.jar", "");
        write("local/log/target/classpath.txt", root.resolve("shared/pom.xml").toString());
        write("local/given/component.yaml", "name: given\nmain: m\nclasspath: [x]\nready: announced");
        FileTime earlier = FileTime.from(Instant.now().minusSeconds(1_000));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, earlier);
            }
        }
    }

    @Test
    void buildsWhatIsMissing() throws IOException {
        assertThat(stale()).containsExactly("web");
        write("web/target/web.jar", "");
        assertThat(stale()).isEmpty();
        Files.delete(root.resolve("local/log/target/classpath.txt"));
        assertThat(stale()).containsExactly("log");
    }

    @Test
    void buildsWhatIsOlderThanWhatItIsMadeOf() throws IOException {
        write("web/target/web.jar", "");
        touch("shared/src/main/java/A.java", 10);
        assertThat(stale()).containsExactly("web");
        touch("web/target/web.jar", 20);
        assertThat(stale()).isEmpty();
        touch("pom.xml", 30);
        assertThat(stale()).containsExactly("log", "web");
    }

    @Test
    void isContentWithABuildThatChangedNothing() throws IOException {
        touch("local/log/pom.xml", -10);
        List<Descriptor> log = List.of(Catalog.discover(root).get("log"));
        assertThat(new Freshness(root).stale(log)).isEqualTo(log);
        new Freshness(root).markBuilt(log);
        assertThat(new Freshness(root).stale(log)).isEmpty();
    }

    @Test
    void buildsAgainWhenALibraryIsGone() throws IOException {
        write("web/target/web.jar", "");
        write("local/log/target/classpath.txt", root.resolve("gone.jar").toString());
        assertThat(stale()).containsExactly("log");
    }

    private List<String> stale() {
        return new Freshness(root).stale(Catalog.discover(root).all()).stream().map(Descriptor::name).toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private void touch(String file, int secondsFromNow) throws IOException {
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
    }
}
