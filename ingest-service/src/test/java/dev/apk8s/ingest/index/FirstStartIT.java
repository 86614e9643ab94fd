package dev.apk8s.ingest.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.device.TestDevice;
import dev.apk8s.local.junit.NeedsEngines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Engines that are new: what their first document would have to wait for is there before it. */
@NeedsEngines("keycloak")
class FirstStartIT {
    private static final Logger logger = LoggerFactory.getLogger(FirstStartIT.class);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void theFirstReadingFindsItsIndex() {
        try (OwnEngine kafka = OwnEngine.prepare("kafka");
                OwnEngine search = OwnEngine.prepare("opensearch");
                OwnEngine ingest = OwnEngine.prepare("ingest-service").using(kafka, search)
                        .environment("APK8S_INGEST_MQTT_ENABLED", "false")
                        .override("artemis.mqtt-url", "tcp://127.0.0.1:1")
                        .override("artemis.admin-url", "http://127.0.0.1:1")) {
            OwnEngine.startAll(kafka, search);
            ingest.start();
            Api engine = Api.at(search.export("url"));
            String index = "sensor-" + YearMonth.now(ZoneOffset.UTC);
            await().atMost(LONG).until(() -> engine.get("/" + index + "/_count").status() == 200);
            assertThat(engine.get("/" + index + "/_count").json().path("count").asInt(-1)).isZero();
            await().atMost(LONG).until(() -> engine.get("/.apk8s-warm-up").status() == 404);

            Api operator = Api.at(ingest.export("url")).asUser("operator");
            TestDevice device = TestDevice.register(operator, "first");
            Api asDevice = Api.at(ingest.export("url")).asDevice(device.id(), device.secret());
            assertThat(asDevice.post("/api/v1/streams/sensor/events", "{\"temp\":20}").status()).isEqualTo(202);
            long sent = System.nanoTime();
            await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> operator
                    .get("/api/v1/streams/sensor/search?device=" + device.id()).json().path("total").path("value")
                    .asInt() == 1);
            logger.info("The first reading was found after {} ms", (System.nanoTime() - sent) / 1_000_000);
        }
    }
}
