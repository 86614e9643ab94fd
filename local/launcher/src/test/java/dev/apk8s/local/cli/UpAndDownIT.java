package dev.apk8s.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpAndDownIT {
    private static final int SIGINT = 2;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theSecondUpFindsDataPortsAndSecretsOfTheFirst() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "SECRET: \"${secret.key}\"",
                "secrets: [key]", "prepare: " + ActorPrepare.class.getName()).with("web", "", "needs: [log]")) {
            // Only a module without an archive of its own has to be built: this one stands for a built one.
            Files.createDirectories(platform.root().resolve("local/log/target"));
            Files.copy(Path.of("target/launcher.jar"), platform.root().resolve("local/log/target/log.jar"));
            Files.writeString(platform.root().resolve("local/log/target/classpath.txt"),
                    Path.of("target/test-classes").toAbsolutePath().toString());

            TestPlatform.Outcome first = platform.run("up", "--port-offset", "7");
            assertThat(first.exitCode()).as(first.output()).isZero();
            assertThat(first.output()).contains("log", "ready after", "Ready after", "./apk8s token admin");
            assertThat(TestPlatform.ask(platform.component("log"))).element(1).isEqualTo(1L);
            assertThat(platform.home().data("log").resolve("prepared")).exists();
            String secrets = Files.readString(platform.home().secrets());

            TestPlatform.Outcome again = platform.run("up");
            assertThat(again.exitCode()).isZero();
            assertThat(again.output()).contains("runs already", "RESTARTS");

            assertThat(platform.run("down").exitCode()).isZero();
            assertThat(platform.home().run()).doesNotExist();
            assertThat(platform.run("status").exitCode()).isEqualTo(5);

            assertThat(platform.run("up").exitCode()).isZero();
            ComponentView log = platform.component("log");
            assertThat(TestPlatform.ask(log)).element(1).isEqualTo(2L);
            int defaultPort = Catalog.discover(platform.root()).get("log").ports().getOrDefault("http", 0);
            assertThat(log.ports()).containsEntry("http", defaultPort + 7);
            assertThat(platform.home().secrets()).hasContent(secrets);
            assertThat(platform.run("logs", "log", "-n", "3").output()).contains("start number 2 with secret of 28");
        }
    }

    @Test
    void startsInTheOrderOfNeedsAndStopsTheOtherWay() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("first", "NEVER_READY: \"1\"")
                .with("second", "", "needs: [first]")
                .with("other", "")) {
            Process up = platform.start("up", "--only", "second");
            StringBuilder output = new StringBuilder();
            try (BufferedReader lines = up.inputReader()) {
                readUntil(lines, "waiting: for first", output);
                await().atMost(SOON).until(() -> platform.component("first").state() == ComponentState.STARTING);
                platform.announce("first");
                lines.lines().forEach(line -> output.append(line).append('\n'));
            }
            assertThat(output).containsSubsequence("second           waiting: for first",
                    "first            ready", "second           ready");
            assertThat(platform.status().components()).extracting(ComponentView::name).containsExactly("first",
                    "second");
            assertThat(platform.run("down").output()).containsSubsequence("second           stopped", "Stopped.")
                    .doesNotContain("first            stopping\nsecond");
        }
    }

    private static void readUntil(BufferedReader lines, String words, StringBuilder output) throws IOException {
        String line = "";
        while (line != null && !line.contains(words)) {
            line = lines.readLine();
            output.append(line).append('\n');
        }
    }

    @Test
    void whatIsOptionalRunsWhenAskedForAndAPartIsLeftOutWithWhatNeedsIt() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "").with("store", "", "part: lake")
                .with("reader", "", "part: shop", "needs: [store]").with("extra", "", "part: shop", "optional: true")) {
            TestPlatform.Outcome without = platform.run("up", "--without", "lake");
            assertThat(without.exitCode()).as(without.output()).isZero();
            assertThat(without.output()).contains("Left out as well, for what it needs: reader");
            assertThat(platform.status().components()).extracting(ComponentView::name).containsExactly("log");
            platform.run("down");

            assertThat(platform.run("up", "--with", "extra", "--without", "log").exitCode()).isZero();
            assertThat(platform.status().components()).extracting(ComponentView::name)
                    .containsExactlyInAnyOrder("store", "reader", "extra");
            platform.run("down");

            assertThat(platform.run("up").exitCode()).isZero();
            assertThat(platform.status().components()).extracting(ComponentView::name)
                    .containsExactlyInAnyOrder("log", "store", "reader");
        }
    }

    @Test
    void whatIsAskedForAndLeftOutOrDoesNotExistIsWrongUsage() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "", "part: shop")) {
            TestPlatform.Outcome both = platform.run("up", "--only", "log", "--without", "shop");
            assertThat(both.exitCode()).isEqualTo(2);
            assertThat(both.output()).contains("log is asked for, and left out by --without shop");
            TestPlatform.Outcome ghost = platform.run("up", "--with", "ghost");
            assertThat(ghost.exitCode()).isEqualTo(2);
            assertThat(ghost.output()).contains("no component or part 'ghost'", "log, shop");
        }
    }

    @Test
    void tellsHowMuchRoomAComponentLacks() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "", "disk: 900000g")) {
            TestPlatform.Outcome up = platform.run("up");
            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.output()).contains("has too little room", "--without");
        }
    }

    @Test
    void tellsWhoHasThePortAndWhichOptionChangesIt() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "");
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestPlatform.Outcome up = platform.run("up", "--port", "log.http=" + taken.getLocalPort());
            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.output()).contains("Port " + taken.getLocalPort() + " (log.http) is in use by process "
                    + ProcessHandle.current().pid(), "--port log.http=", "--port-offset");
            assertThat(platform.run("up").exitCode()).as("a choice that failed is not kept").isZero();
        }
    }

    @Test
    void twoHomesRunSideBySide() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "")) {
            String second = platform.root().resolve("second").toString();
            assertThat(platform.run("up").exitCode()).isZero();
            assertThat(platform.run("up", "--home", second).exitCode()).as("same ports").isEqualTo(3);
            TestPlatform.Outcome up = platform.run("up", "--home", second, "--port-offset", "-11");
            assertThat(up.exitCode()).as(up.output()).isZero();
            try {
                assertThat(platform.run("down").exitCode()).isZero();
                assertThat(platform.run("status", "--home", second).output()).contains("ready");
                assertThat(platform.run("status", "--home", second, "--json").output()).contains("\"READY\"");
            } finally {
                platform.run("down", "--home", second);
            }
        }
    }

    @Test
    void whatKeepsDyingIsShownWithItsLastWords() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("good", "").with("bad", "EXIT_CODE: \"7\"")) {
            TestPlatform.Outcome up = platform.run("up");
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output()).contains("bad fails:", "exit code 7, 3 times in a row", "cannot go on",
                    "./apk8s logs bad");
            assertThat(platform.component("good").state()).isEqualTo(ComponentState.READY);
            assertThat(platform.component("bad").state()).isEqualTo(ComponentState.FAILING);
            assertThat(platform.run("status").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void ctrlCWhileItStartsStopsEverything() throws Exception {
        assumeThat(interruptsAreIgnored()).as("Started in the background, where a shell lets Ctrl-C be ignored")
                .isFalse();
        try (TestPlatform platform = new TestPlatform(directory).with("log", "CHILD: \"1\"").with("slow",
                "NEVER_READY: \"1\"")) {
            Process up = platform.start("up");
            await().atMost(SOON).ignoreExceptions()
                    .until(() -> platform.component("log").state() == ComponentState.READY
                            && platform.component("slow").state() == ComponentState.STARTING);
            List<Long> processes = List.of(platform.component("log").pid(), platform.component("slow").pid(),
                    TestPlatform.ask(platform.component("log")).get(2), platform.status().pid());
            Process interrupt = new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start();
            assertThat(interrupt.waitFor()).isZero();
            assertThat(up.waitFor()).isEqualTo(130);
            assertThat(processes).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
            assertThat(platform.home().run()).doesNotExist();
        }
    }

    @Test
    void inTheForegroundAllEndsWithTheCommand() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "")) {
            Process up = platform.start("up", "--foreground");
            await().atMost(SOON).ignoreExceptions()
                    .until(() -> platform.component("log").state() == ComponentState.READY);
            List<Long> processes = List.of(platform.component("log").pid(), platform.status().pid());
            up.destroyForcibly();
            await().atMost(SOON).until(() -> processes.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
        }
    }

    /** Whether this process, and so each that it starts, ignores SIGINT. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            long ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
                    .findFirst().orElse(0);
            return (ignored & 1L << SIGINT - 1) != 0;
        }
    }
}
