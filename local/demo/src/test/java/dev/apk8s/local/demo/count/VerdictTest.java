package dev.apk8s.local.demo.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.demo.device.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static DeviceCount device(Protocol protocol, long sent, long acknowledged, long logged, long indexed) {
        return device(protocol, sent, acknowledged, logged, indexed, null, List.of());
    }

    private static DeviceCount device(Protocol protocol, long sent, long acknowledged, long logged, long indexed,
            @Nullable String fault, List<Integer> lost) {
        return new DeviceCount("lab-d1-abc", protocol, sent, acknowledged, fault, logged, lost, indexed);
    }

    @Test
    void isGoodWhenAllAgree() {
        Verdict verdict = Verdict.of(List.of(device(Protocol.HTTP, 10, 10, 10, 10),
                device(Protocol.MQTT_5, 20, 20, 20, 20), device(Protocol.MQTT_5, 5, 5, 5, 5)));
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.rows()).extracting(Verdict.Row::name).containsExactly("HTTP", "MQTT 5", "all");
        assertThat(verdict.rows()).extracting(Verdict.Row::sent).containsExactly(10L, 25L, 35L);
        assertThat(verdict.rows()).extracting(Verdict.Row::devices).containsExactly(1, 2, 3);
    }

    @Test
    void isNotGoodWhenNothingWasSent() {
        assertThat(Verdict.of(List.of(device(Protocol.HTTP, 0, 0, 0, 0))).isGood()).isFalse();
    }

    @Test
    void saysWhatWasNotAcknowledgedAndWhy() {
        Verdict verdict = Verdict.of(List.of(device(Protocol.HTTP, 10, 9, 9, 9, "HTTP 503", List.of())));
        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.faults()).containsExactly("lab-d1-abc (HTTP): 10 sent, but 9 acknowledged: HTTP 503");
    }

    @Test
    void namesWhatWasAcknowledgedAndIsNotKept() {
        Verdict verdict = Verdict
                .of(List.of(device(Protocol.MQTT_5, 10, 10, 6, 6, null, List.of(1, 4, 5, 9))));
        assertThat(verdict.faults()).containsExactly("lab-d1-abc (MQTT 5): 4 acknowledged, but not in Kafka: "
                + "lab-d1-abc-1, lab-d1-abc-4, lab-d1-abc-5, ...");
    }

    @Test
    void noticesAnotherEventInTheLogThanAcknowledgedThoughTheCountsAgree() {
        Verdict verdict = Verdict.of(List.of(device(Protocol.MQTT_5, 10, 10, 10, 10, null, List.of(3))));
        assertThat(verdict.isGood()).isFalse();
    }

    @Test
    void countsWhereNoIdIsKnown() {
        Verdict verdict = Verdict.of(List.of(device(Protocol.MQTT_3, 10, 10, 9, 9)));
        assertThat(verdict.faults()).containsExactly("lab-d1-abc (MQTT 3.1.1): 10 acknowledged, but 9 in Kafka");
    }

    @Test
    void saysWhatIsNotFoundAndWhatIsThereTwice() {
        assertThat(Verdict.of(List.of(device(Protocol.HTTP, 10, 10, 10, 8))).faults())
                .containsExactly("lab-d1-abc (HTTP): 2 of 10 in Kafka are not in the index");
        assertThat(Verdict.of(List.of(device(Protocol.HTTP, 10, 10, 10, 11))).faults())
                .containsExactly("lab-d1-abc (HTTP): 1 more in the index than in Kafka: some are there twice");
    }

    @Test
    void isNotFooledWhenOneDeviceHasTooManyAndAnotherTooFew() {
        Verdict verdict = Verdict.of(List.of(device(Protocol.HTTP, 10, 10, 10, 11),
                device(Protocol.HTTP, 10, 10, 10, 9)));
        assertThat(verdict.rows()).allMatch(Verdict.Row::agrees);
        assertThat(verdict.isGood()).isFalse();
    }
}
