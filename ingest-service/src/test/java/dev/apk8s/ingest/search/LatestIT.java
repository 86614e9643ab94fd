package dev.apk8s.ingest.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.platform.house.Api;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LatestIT extends IngestIT {
    @Test
    void theNewestEventOfEachStreamIsRead() {
        String id = unique("latest");
        Api.Answer registered = api().asUser("admin").post("/api/v1/devices", "{\"id\":\"" + id + "\"}");
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        String path = "/api/v1/devices/" + id + "/latest";
        Api viewer = api().asUser("viewer");
        assertThat(viewer.get(path).json().path("events")).isEmpty();

        Api device = api().asDevice(id, registered.json().path("secret").asString());
        for (int i = 1; i <= 3; i++) {
            assertThat(device.post("/api/v1/streams/metrics/events", "{\"n\":" + i + "}").status()).isEqualTo(202);
            assertThat(device.post("/api/v1/streams/sensor/events", "{\"n\":" + i * 10 + "}").status())
                    .isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode events = viewer.get(path).json().path("events");
            assertThat(events.valueStream().map(event -> event.path("stream").asString() + " "
                    + event.path("data").path("n").asInt())).containsExactly("sensor 30", "metrics 3");
        });
        assertThat(api().asUser("acme-viewer").get(path).status()).isEqualTo(404);
        assertThat(viewer.get("/api/v1/devices/no-such-device/latest").status()).isEqualTo(404);
    }
}
