package dev.apk8s.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnEngineIT {
    @TempDir
    static Path directory;

    @BeforeAll
    static void makeClone() throws IOException {
        System.setProperty("apk8s.root", TestClone.in(directory).root().toString());
    }

    @AfterAll
    static void endSession() {
        Session.leave();
        System.clearProperty("apk8s.root");
    }

    @Test
    void isAnotherOneThanTheShared() throws Exception {
        try (OwnEngine own = OwnEngine.start("greeter")) {
            assertThat(TestClone.get(own.export("url"))).isEqualTo("hello " + own.processId() + " 1");
            assertThat(TestClone.get(Engines.export("greeter", "url"))).startsWith("hello ")
                    .doesNotContain(Long.toString(own.processId()));
        }
    }

    @Test
    void keepsDataAndPortsWhenItIsKilledAndStartedAgain() throws Exception {
        try (OwnEngine own = OwnEngine.start("greeter")) {
            String url = own.export("url");
            long killed = own.processId();
            own.kill();
            assertThat(ProcessHandle.of(killed)).isEmpty();
            assertThatThrownBy(() -> TestClone.get(url)).isInstanceOf(IOException.class);
            own.start();
            assertThat(TestClone.get(url)).isEqualTo("hello " + own.processId() + " 2");
            own.restart();
            assertThat(TestClone.get(url)).isEqualTo("hello " + own.processId() + " 3");
        }
    }

    @Test
    void answersNothingWhileItIsStalled() throws Exception {
        try (OwnEngine own = OwnEngine.start("greeter")) {
            own.stall();
            assertThatThrownBy(() -> TestClone.get(own.export("url"))).isInstanceOf(HttpTimeoutException.class);
            own.resume();
            assertThat(TestClone.get(own.export("url"))).startsWith("hello");
        }
    }

    @Test
    void aServiceUsesTheEnginesItIsGiven() throws Exception {
        try (OwnEngine greeter = OwnEngine.start("greeter");
                OwnEngine guest = OwnEngine.prepare("guest").using(greeter).onReservedPorts().start()) {
            assertThat(guest.export("url")).isEqualTo(Engines.export("guest", "url"));
            assertThat(TestClone.get(guest.export("url"))).startsWith(greeter.export("url"));
            guest.stop();
            guest.environment("GREETING", "good evening").start();
            assertThat(TestClone.get(guest.export("url"))).startsWith("good evening");
        }
    }

    @Test
    void severalStartAtOnce() throws Exception {
        try (OwnEngine one = OwnEngine.prepare("greeter"); OwnEngine other = OwnEngine.prepare("greeter")) {
            OwnEngine.startAll(one, other);
            assertThat(TestClone.get(one.export("url"))).isNotEqualTo(TestClone.get(other.export("url")));
            assertThatThrownBy(() -> OwnEngine.startAll(one)).hasMessageContaining("runs already as process");
        }
    }

    @Test
    void saysWhichCommandBuildsWhatIsNotBuilt() {
        assertThatThrownBy(() -> OwnEngine.start("unbuilt")).hasMessageContaining("unbuilt is not built")
                .hasMessageContaining("mvn package -DskipTests -am -pl local/unbuilt");
        assertThatThrownBy(() -> Engines.require("unbuilt"))
                .hasMessageContaining("mvn package -DskipTests -am -pl local/unbuilt");
    }

    @Test
    void knowsTheBuildsSecretsAndPorts() {
        assertThat(Engines.secret("door")).hasSizeGreaterThanOrEqualTo(24);
        assertThat(Engines.port("guest", "http")).isBetween(20_000, 32_000);
        assertThatThrownBy(() -> Engines.secret("window")).hasMessageContaining("No component lists 'window'");
        assertThatThrownBy(() -> Engines.require("ghost")).hasMessageContaining("There is no component 'ghost'");
    }
}
