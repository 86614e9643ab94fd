package dev.apk8s.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeathIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatIsKilledIsStartedAgain() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "CHILD: \"1\"").with("web", "",
                "needs: [log]")) {
            assertThat(platform.run("up").exitCode()).isZero();
            ComponentView before = platform.component("log");
            long orphan = TestPlatform.ask(before).get(2);
            kill(before.pid());
            await().atMost(SOON).until(() -> platform.component("log").restarts() == 1
                    && platform.component("log").state() == ComponentState.READY);
            assertThat(platform.component("log").pid()).isNotEqualTo(before.pid());
            assertThat(TestPlatform.ask(platform.component("log"))).element(1).isEqualTo(2L);
            assertThat(ProcessHandle.of(orphan)).as("the child of what died").isEmpty();
            assertThat(platform.component("web").restarts()).as("who needs it goes on").isZero();

            long restarted = platform.component("log").pid();
            assertThat(platform.run("restart", "log").exitCode()).isZero();
            assertThat(platform.component("log").pid()).isNotEqualTo(restarted);
            assertThat(platform.component("log").restarts()).as("asked for, so not counted").isEqualTo(1);
        }
    }

    @Test
    void aKilledSupervisorLeavesNothingAndTheNextUpClearsAfterIt() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "CHILD: \"1\"").with("web", "")) {
            assertThat(platform.run("up").exitCode()).isZero();
            List<Long> processes = List.of(platform.component("log").pid(), platform.component("web").pid(),
                    TestPlatform.ask(platform.component("log")).get(2));
            kill(platform.status().pid());
            await().atMost(SOON).until(() -> processes.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
            TestPlatform.Outcome up = platform.run("up");
            assertThat(up.exitCode()).as(up.output()).isZero();
            assertThat(up.output()).contains("The last supervisor was killed.");
            assertThat(TestPlatform.ask(platform.component("log"))).element(1).isEqualTo(2L);
        }
    }

    @Test
    void downKillsWhatDoesNotEndAndWhatItStarted() throws Exception {
        try (TestPlatform platform = new TestPlatform(directory).with("log", "CHILD: \"1\"")) {
            assertThat(platform.run("up").exitCode()).isZero();
            ComponentView log = platform.component("log");
            long child = TestPlatform.ask(log).get(2);
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(log.pid())).start().waitFor()).isZero();
            assertThat(platform.run("down").exitCode()).isZero();
            assertThat(List.of(log.pid(), child)).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}
