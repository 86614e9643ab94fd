package dev.apk8s.lake.object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Meters;
import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go away in the middle of a body. */
class BrokenOffIT extends LakeIT {
    @ParameterizedTest
    @CsvSource({"1000, true", "3000000, true", "1000, false", "3000000, false", "30000000, false"})
    void leaveNothing(int sent, boolean announced) throws IOException {
        String bucket = bucket();
        double before = brokenOff();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            begin(socket, object(bucket, "half"),
                    announced ? "Content-Length: 40000000" : "Transfer-Encoding: chunked");
            send(socket.getOutputStream(), sent, announced);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> brokenOff() > before);
        assertThat(api().asUser("viewer").get(object(bucket, "half")).code()).isEqualTo("NO_SUCH_OBJECT");
        assertThat(api().asUser("viewer").get("/api/v1/lake/buckets/" + bucket + "/objects").json().get("objects"))
                .isEmpty();
        assertThat(api().asUser("viewer").get("/api/v1/lake/buckets/" + bucket + "/uploads").json().get("uploads"))
                .isEmpty();
        assertThat(api().asUser("admin").delete("/api/v1/lake/buckets/" + bucket).status()).isEqualTo(204);
    }

    @Test
    void doNotTouchTheObjectThatWasThere() throws IOException {
        String path = object(bucket(), "kept");
        Api operator = api().asUser("operator");
        operator.send("PUT", path, "text/plain", "before".getBytes(StandardCharsets.UTF_8));
        double before = brokenOff();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            begin(socket, path, "Content-Length: 40000000");
            send(socket.getOutputStream(), 3_000_000, true);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> brokenOff() > before);
        assertThat(operator.get(path).text()).isEqualTo("before");
    }

    @Test
    void aRefusedBodyIsNotAskedFor() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            begin(socket, object(unique("none"), "x"), "Content-Length: 4000000000\r\nExpect: 100-continue");
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, ISO_8859_1)).isEqualTo("HTTP/1.1 404");
        }
    }

    /** A byte every half second: each comes in time, and together they would never end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSendsTooSlowlyLosesTheTurn(boolean announced) throws IOException {
        String bucket = bucket();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            begin(socket, object(bucket, "slow"),
                    announced ? "Content-Length: 40000000" : "Transfer-Encoding: chunked");
            InputStream answer = socket.getInputStream();
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).until(() -> {
                send(socket.getOutputStream(), 1, announced);
                return answer.available() > 0;
            });
            assertThat(new String(answer.readNBytes(12), ISO_8859_1)).isEqualTo("HTTP/1.1 408");
        }
        assertThat(api().asUser("viewer").get(object(bucket, "slow")).code()).isEqualTo("NO_SUCH_OBJECT");
        assertThat(api().asUser("admin").delete("/api/v1/lake/buckets/" + bucket).status()).isEqualTo(204);
    }

    private void begin(Socket socket, String path, String headers) throws IOException {
        socket.getOutputStream().write(("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Realm.token("operator") + "\r\n" + headers + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static void send(OutputStream to, int length, boolean announced) throws IOException {
        byte[] bytes = new byte[length];
        if (!announced) {
            to.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
        }
        to.write(bytes);
        if (!announced) {
            to.write("\r\n".getBytes(ISO_8859_1));
        }
        to.flush();
    }

    private double brokenOff() {
        return Meters.of(management()).sum("apk8s_lake_uploads_broken_off_total");
    }
}
