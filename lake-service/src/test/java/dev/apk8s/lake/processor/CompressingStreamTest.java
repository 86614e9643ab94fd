package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressingStreamTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 3_000_000})
    void whatIsCompressedIsReadBackByAnybody(int length) throws IOException {
        byte[] original = new byte[length];
        new Random(length).nextBytes(original);
        byte[] compressed = compressed(original);
        try (InputStream back = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(back.readAllBytes()).isEqualTo(original);
        }
        assertThat(compressed(original)).isEqualTo(compressed);
    }

    private static byte[] compressed(byte[] original) throws IOException {
        try (InputStream made = new CompressingStream(new ByteArrayInputStream(original))) {
            return made.readAllBytes();
        }
    }
}
