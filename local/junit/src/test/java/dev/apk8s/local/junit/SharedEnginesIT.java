package dev.apk8s.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.process.ProcessIdentity;
import dev.apk8s.local.supervisor.ControlClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedEnginesIT {
    @Test
    void twoForksOfABuildShareOneEngineThatIsGoneWhenTheBuildIsKilled(@TempDir Path directory) throws IOException {
        TestClone clone = TestClone.in(directory);
        Home home = new Home(clone.root().resolve("target/engines"));
        List<String> command = new ArrayList<>(Java.command(BuildMain.class, "-Dboot=plexus-classworlds.jar"));
        command.set(command.indexOf("-Dapk8s.root=" + System.getProperty("apk8s.root")),
                "-Dapk8s.root=" + clone.root());
        Process build = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<ProcessHandle> forks;
        ProcessIdentity supervisor;
        long engine;
        try (BufferedReader output = build.inputReader()) {
            String first = output.readLine();
            assertThat(first).startsWith("GOT hello ").isEqualTo(output.readLine());
            engine = Long.parseLong(first.split(" ")[2]);
            supervisor = ControlClient.find(home).orElseThrow().process();
            forks = build.descendants().toList();
        } finally {
            build.destroyForcibly();
        }
        try {
            assertThat(forks).filteredOn(ProcessHandle::isAlive).as("test processes that outlive the build")
                    .isNotEmpty();
            await().atMost(Duration.ofSeconds(20)).until(() -> ProcessHandle.of(engine).isEmpty());
            await().atMost(Duration.ofSeconds(20)).until(() -> !supervisor.isAlive());
            assertThat(home.data()).doesNotExist();
            assertThat(home.run()).doesNotExist();
        } finally {
            forks.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
