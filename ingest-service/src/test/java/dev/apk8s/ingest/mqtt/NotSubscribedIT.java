package dev.apk8s.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.NeedsEngines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A device that may publish before there is a subscription would be told that its message is kept when it is not. */
@NeedsEngines({"opensearch", "keycloak"})
class NotSubscribedIT {
    private static final String LOGIN = "{\"username\":\"nobody\",\"password\":\"wrong\",\"clientid\":\"nobody\"}";

    @Test
    void theBrokerGetsNoDecisionBeforeThereIsASubscription() {
        try (OwnEngine kafka = OwnEngine.start("kafka");
                OwnEngine broker = OwnEngine.prepare("artemis");
                OwnEngine ingest = OwnEngine.prepare("ingest-service")) {
            broker.using(ingest);
            ingest.using(kafka, broker).start();
            Api asBroker = Api.at(ingest.export("url")).as(Engines.secret("broker-hook"));
            Answer early = asBroker.post("/internal/mqtt/auth", LOGIN);
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.header("retry-after")).isEqualTo("1");
            broker.start();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(
                    () -> assertThat(asBroker.post("/internal/mqtt/auth", LOGIN).status()).isEqualTo(200));
            broker.kill();
            assertThat(asBroker.post("/internal/mqtt/auth", LOGIN).status()).isEqualTo(200);
        }
    }
}
