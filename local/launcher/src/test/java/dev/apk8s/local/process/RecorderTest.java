package dev.apk8s.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatIsRecordedIsThereWholeAndAlone() throws IOException, InterruptedException {
        Recorder recorder = recorder();
        try {
            recorder.record(recording("touch \"$0\""));
            await().until(() -> Files.exists(service().resolve("start.aot")));
        } finally {
            recorder.stop();
        }
        assertThat(service()).isDirectoryNotContaining("glob:recording*");
    }

    @Test
    void whatIsCutOffLeavesNothing() throws IOException, InterruptedException {
        Recorder recorder = recorder();
        try {
            recorder.record(recording("touch \"$0\" \"$0.config\"; exec sleep 600"));
            await().until(() -> Files.exists(service().resolve("recording-1.aot.config")));
        } finally {
            recorder.stop();
        }
        assertThat(service()).isEmptyDirectory();
    }

    private Recorder recorder() throws IOException {
        Home home = new Home(directory);
        home.create();
        Files.createDirectories(service());
        return new Recorder(home, () -> {});
    }

    private Path service() {
        return new Home(directory).services().resolve("some");
    }

    /** @param script that stands for a start; what it is to write is $0 */
    private Recording recording(String script) {
        Path written = service().resolve("recording-1.aot");
        return new Recording("some", new Launch(List.of("sh", "-c", script, written.toString()), Map.of(), service()),
                written, service().resolve("start.aot"));
    }
}
