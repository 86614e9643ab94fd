package dev.apk8s.ingest.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.device.TestDevice;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must hold when ingest starts on engines that are new, of which the broker comes last. */
final class FirstStart {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String LOGIN = "{\"username\":\"nobody\",\"password\":\"wrong\",\"clientid\":\"nobody\"}";

    private FirstStart() {}

    /** A device that may publish before there is a subscription would be told that its message is kept when it is not. */
    static void theBrokerGetsNoDecisionBeforeThereIsASubscription(Installation installation) {
        Api asBroker = installation.api().as(Engines.secret("broker-hook"));
        Answer early = asBroker.post("/internal/mqtt/auth", LOGIN);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.header("retry-after")).isEqualTo("1");
        installation.broker.start();
        await().atMost(LONG).untilAsserted(
                () -> assertThat(asBroker.post("/internal/mqtt/auth", LOGIN).status()).isEqualTo(200));
        installation.broker.kill();
        assertThat(asBroker.post("/internal/mqtt/auth", LOGIN).status()).isEqualTo(200);
        installation.broker.start();
    }

    /** What the first document would have to wait for is there before it. */
    static void theFirstReadingFindsItsIndex(Installation installation) {
        Api engine = Api.at(installation.search.export("url"));
        String index = "sensor-" + YearMonth.now(ZoneOffset.UTC);
        await().atMost(LONG).until(() -> engine.get("/" + index + "/_count").status() == 200);
        assertThat(engine.get("/" + index + "/_count").json().path("count").asInt(-1)).isZero();
        await().atMost(LONG).until(() -> engine.get("/.apk8s-warm-up").status() == 404);

        Api operator = installation.api().asUser("operator");
        TestDevice device = TestDevice.register(operator, "first");
        Api asDevice = installation.api().asDevice(device.id(), device.secret());
        assertThat(asDevice.post("/api/v1/streams/sensor/events", "{\"temp\":20}").status()).isEqualTo(202);
        long sent = System.nanoTime();
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> operator
                .get("/api/v1/streams/sensor/search?device=" + device.id()).json().path("total").path("value")
                .asInt() == 1);
        log.info("The first reading was found after {} ms", (System.nanoTime() - sent) / 1_000_000);
    }
}
