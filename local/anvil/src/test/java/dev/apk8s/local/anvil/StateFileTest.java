package dev.apk8s.local.anvil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void half_a_file_never_replaces_a_whole_one() throws IOException {
        StateFile state = StateFile.in(directory);
        Files.writeString(state.dump(), "{\"block\":{\"number\":\"0x1\"}}");
        state.keep();
        assertThat(state.kept()).hasContent("{\"block\":{\"number\":\"0x1\"}}");
        for (String half : new String[]{"", "{\"block\":{\"number\":\"0x2\"}", "{\"block\":{\"num"}) {
            Files.writeString(state.dump(), half);
            state.keep();
            assertThat(state.kept()).hasContent("{\"block\":{\"number\":\"0x1\"}}");
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void nothing_is_kept_of_nothing() throws IOException {
        StateFile state = StateFile.in(directory);
        state.keep();
        assertThat(state.exists()).isFalse();
        assertThat(state.written()).isNull();
    }
}
