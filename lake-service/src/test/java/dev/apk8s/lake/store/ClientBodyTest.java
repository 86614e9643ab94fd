package dev.apk8s.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import okhttp3.MediaType;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientBodyTest {
    private static final MediaType TYPE = MediaType.get("text/plain");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 131_073, 262_144, 1_000_000})
    void passesAllBytes(int length) throws IOException {
        byte[] bytes = bytes(length);
        Buffer sink = new Buffer();
        new ClientBody(new ByteArrayInputStream(bytes), length, TYPE, null, () -> {}).writeTo(sink);
        assertThat(sink.readByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 131_072, 1_000_000})
    void isNeverCompleteWithAnotherChecksum(int length) {
        Checksums wrong = Checksums.sha256("00".repeat(32));
        Digester digester = new Digester(wrong);
        Buffer sink = new Buffer();
        ClientBody body = new ClientBody(new ByteArrayInputStream(bytes(length)), length, TYPE, digester,
                () -> wrong.check(digester.finish()));
        assertThatThrownBy(() -> body.writeTo(sink)).isInstanceOf(IOException.class);
        assertThat(sink.size()).isLessThan(length);
        assertThatThrownBy(body::throwFault).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.code()).isEqualTo(StoreError.BAD_CHECKSUM));
    }

    @Test
    void tellsThatItsSenderBrokeOff() {
        ClientBody body = new ClientBody(new ByteArrayInputStream(bytes(1_000)), 1_001, TYPE, null, () -> {});
        assertThatThrownBy(() -> body.writeTo(new Buffer())).isInstanceOf(EOFException.class);
        assertThatThrownBy(body::throwFault).isInstanceOf(EOFException.class);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
