package dev.apk8s.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);

    @Test
    void joinsWhatCameInPieces() {
        write("PROG");
        write("RESS 10 ü\r\nnext");
        assertThat(lines).containsExactly("PROGRESS 10 ü");
        splitter.flush();
        assertThat(lines).containsExactly("PROGRESS 10 ü", "next");
    }

    @Test
    void cutsLongLines() {
        write("x".repeat(10_000) + "\nshort\n");
        assertThat(lines).hasSize(2).first().asString().hasSize(2_000);
        assertThat(lines).last().isEqualTo("short");
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.write(bytes, bytes.length);
    }
}
