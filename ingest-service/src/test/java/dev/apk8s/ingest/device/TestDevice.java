package dev.apk8s.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;

/**
 * A device that a test registered.
 *
 * @param secret as it was shown once
 */
public record TestDevice(String id, String secret) {
    public static TestDevice register(Api operator, String id) {
        Answer answer = operator.post("/api/v1/devices", "{\"id\":\"" + id + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new TestDevice(id, answer.json().get("secret").asString());
    }

    public String path() {
        return "/api/v1/devices/" + id;
    }
}
