package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Limits on the size of bodies. */
class BodyIT extends GatewayIT {
    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsSentOn() {
        int before = UPSTREAM.requests();
        tooLarge(viewer().send("POST", "/api/v1/echo/large", "application/json", new byte[MEBIBYTE + 1]));
        assertThat(UPSTREAM.requests()).isEqualTo(before);
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffAtTheLimit() {
        tooLarge(viewer().send("POST", "/api/v1/echo/large", "application/json",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 * MEBIBYTE]))));
    }

    @Test
    void batchesOfEventsMayBeLargerUpToTheirOwnLimit() {
        Answer taken = api().asDevice("lab-d1", "secret").send("POST", "/api/v1/streams/sensor/events",
                "application/json", new byte[16 * MEBIBYTE]);
        assertThat(taken.text()).contains("body " + 16 * MEBIBYTE + " ");
        tooLarge(api().asDevice("lab-d1", "secret").send("POST", "/api/v1/streams/sensor/events", "application/json",
                new byte[20 * MEBIBYTE]));
    }

    private static void tooLarge(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(answer.json().path("limit").asLong()).isPositive();
    }
}
