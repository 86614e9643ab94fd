package dev.apk8s.local.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private static final String LOG = "name: log\nmain: m.Log\nready: announced\n";

    @TempDir
    private Path root = Path.of("");

    @Test
    void readsAllKeys() throws IOException {
        Descriptor descriptor = new TestCatalog(root).with("local/log", LOG).with("service", """
                name: service
                title: A service
                kind: service
                part: shop
                optional: true
                disk: 3g
                jar: target/service.jar
                prepare: m.Prepare
                classpath: [a.jar]
                heap: 128m
                jvm: [-XX:+UseSerialGC]
                needs: [log]
                ports: {http: 80}
                secrets: [key]
                environment: {A: "1", B: 2}
                arguments: [start]
                exports: {url: "http://127.0.0.1:${port.http}"}
                ready: {http: "http://127.0.0.1:${port.http}/ready"}
                start-timeout: 500ms
                stop-timeout: 2m
                """).discover().get("service");
        assertThat(descriptor.label()).isEqualTo(new Descriptor.Label("service", "A service", Kind.SERVICE));
        assertThat(descriptor.share()).isEqualTo(new Descriptor.Share(Optional.of("shop"), true, 3L << 30));
        assertThat(descriptor.program().main()).isEmpty();
        assertThat(descriptor.program().prepare()).contains("m.Prepare");
        assertThat(descriptor.program().environment()).containsEntry("B", "2");
        assertThat(descriptor.lifecycle()).isEqualTo(new Lifecycle(List.of("log"),
                new Readiness.Http("http://127.0.0.1:${port.http}/ready"), Duration.ofMillis(500),
                Duration.ofMinutes(2)));
        assertThat(descriptor.ports()).containsEntry("http", 80);
        assertThat(descriptor.module()).isEqualTo(root.resolve("service"));
    }

    @Test
    void putsEachAfterWhatItNeeds() throws IOException {
        Catalog catalog = new TestCatalog(root).with("local/a", "name: a\nmain: m\nready: announced\nneeds: [log]")
                .with("local/log", LOG).with("b", "name: b\nmain: m\nready: announced\nneeds: [a]")
                .with("c", "name: c\nmain: m\nready: announced").discover();
        assertThat(catalog.all()).extracting(Descriptor::name).containsExactly("log", "a", "b", "c");
        assertThat(catalog.withNeeds(List.of("b"))).extracting(Descriptor::name).containsExactly("log", "a",
                "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hep: 1g              | hep: is not a known key
            heap: much           | heap: must be a size such as 512m or 1g, but is 'much'
            ports: {http: 70000} | ports.http: must be a port, 1 to 65535, but is 70000
            ports: 80            | ports: must be a mapping
            needs: kafka         | needs: must be a list
            needs: [ghost]       | needs: there is no component 'ghost'
            needs: [broken]      | needs: goes in a circle: broken -> broken
            kind: both           | kind: must be engine or service, but is 'both'
            stop-timeout: soon   | stop-timeout: must be a duration such as 500ms, 30s or 2m, but is 'soon'
            optional: perhaps    | optional: must be true or false, but is "perhaps"
            disk: much           | disk: must be a size such as 500m or 2g, but is 'much'
            part: A part         | part: must match
            jvm: [[x]]           | jvm[0]: must be a text
            """)
    void saysWhichKeyOfWhichFileIsWrong(String line, String message) throws IOException {
        TestCatalog catalog = new TestCatalog(root).with("local/broken",
                "name: broken\nmain: m\nready: announced\n" + line);
        assertThatThrownBy(catalog::discover).isInstanceOf(ComponentException.class)
                .hasMessageContaining(root.resolve("local/broken/component.yaml") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main: m                            | name: is missing
            name: Log                          | name: must match
            name: log                          | main: is missing
            {name: log, main: m}               | ready: is missing
            {name: log, main: m, ready: soon}  | ready: must be 'announced' or {http: URL}
            {name: log, main: m, ready: {a: b}} | ready.a: is not a known key
            '- list'                           | (top): must be a mapping
            """)
    void saysWhatIsMissing(String text, String message) throws IOException {
        TestCatalog catalog = new TestCatalog(root).with("local/broken", text);
        assertThatThrownBy(catalog::discover).hasMessageContaining(message);
    }

    @Test
    void refusesANameThatIsTaken() throws IOException {
        TestCatalog catalog = new TestCatalog(root).with("local/one", LOG).with("local/two", LOG);
        assertThatThrownBy(catalog::discover).hasMessageContaining("local/two")
                .hasMessageContaining("'log' is taken already by");
    }

    @Test
    void refusesAPartOfTheNameOfAComponent() throws IOException {
        TestCatalog catalog = new TestCatalog(root).with("local/log", LOG).with("local/other",
                "name: other\nmain: m\nready: announced\npart: log");
        assertThatThrownBy(catalog::discover).hasMessageContaining("part: 'log' is the name of a component");
    }

    @Test
    void refusesWhatIsNoYaml() throws IOException {
        TestCatalog catalog = new TestCatalog(root).with("local/broken", "a: [");
        assertThatThrownBy(catalog::discover).hasMessageContaining("local/broken")
                .hasMessageContaining("is not valid YAML");
    }
}
