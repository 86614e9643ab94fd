package dev.apk8s.local.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    @TempDir
    private Path root = Path.of("");
    private Catalog catalog = Catalog.discover(Path.of("src"));

    @BeforeEach
    void describe() throws IOException {
        catalog = new TestCatalog(root).with("local/log", """
                name: log
                main: m
                ports: {client: 9092}
                exports:
                  servers: 127.0.0.1:${port.client}
                  hook: ${web.url}/hook
                  circle: ${web.circle}
                ready: announced
                """).with("web", """
                name: web
                main: m
                ports: {http: 80}
                exports: {url: "http://127.0.0.1:${port.http}", circle: "${log.circle}"}
                ready: announced
                """).discover();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -p${port.http}           | -p81
            ${log.servers}           | 127.0.0.1:9092
            ${log.hook}              | http://127.0.0.1:81/hook
            ${secret.key}:${port.http} | $1\\:81
            ${data}/x                | /home/data/web/x
            ${logs}                  | /home/logs
            nothing                  | nothing
            """)
    void resolve(String text, String value) {
        assertThat(resolve(text, Map.of())).isEqualTo(value);
    }

    @Test
    void resolveTheModule() {
        assertThat(resolve("${module}/realm", Map.of())).isEqualTo(root.resolve("web/realm").toString());
    }

    @Test
    void standInsWin() {
        assertThat(resolve("${log.servers}", Map.of("log.servers", "proxy:1"))).isEqualTo("proxy:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${port.https}     | ${port.https}: there is no port 'https' in ports; there are [http]
            ${secret.lock}    | ${secret.lock}: no component lists 'lock' in its secrets
            ${ghost.url}      | ${ghost.url}: there is no component 'ghost'
            ${log.url}        | ${log.url}: log exports no 'url'; it exports [servers, hook, circle]
            ${home}           | ${home}: is none of port.NAME
            """)
    void nameFileAndKeyOfAFault(String text, String message) {
        assertThatThrownBy(() -> resolve(text, Map.of())).isInstanceOf(ComponentException.class)
                .hasMessageStartingWith(root.resolve("web/component.yaml") + ": environment.X: " + message);
    }

    @Test
    void noticeACircle() {
        assertThatThrownBy(() -> resolve("${log.circle}", Map.of()))
                .hasMessageContaining("exports.circle: refers to itself");
    }

    private String resolve(String text, Map<String, String> overrides) {
        Scope scope = new Scope(catalog, Map.of("log.client", 9092, "web.http", 81), Map.of("key", "$1\\"),
                Path.of("/home/data"), Path.of("/home/logs"), overrides);
        return new Expressions(scope).resolve(catalog.get("web"), "environment", Map.of("X", text)).getOrDefault("X",
                "");
    }
}
