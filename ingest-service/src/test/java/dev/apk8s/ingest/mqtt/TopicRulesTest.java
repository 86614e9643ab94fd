package dev.apk8s.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"sensor/d1", "streams/metrics/d1", "responses/d1/c-1"})
    void aDevicePublishesAsItself(String topic) {
        assertThat(TopicRules.mayPublish("d1", topic)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensor/d2", "sensor/d1/x", "sensor/", "sensor", "sensor/+", "sensor/#",
            "streams/metrics/d2",
            "streams/metrics", "streams//d1", "streams/+/d1", "responses/d2/c-1", "responses/d1", "responses/d1/",
            "commands/d1/c-1", "$SYS/d1", "/sensor/d1", "", "d1"})
    void andNowhereElse(String topic) {
        assertThat(TopicRules.mayPublish("d1", topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands/d1/#", "commands/d1/+", "commands/d1/c-1"})
    void aDeviceReadsItsCommands(String filter) {
        assertThat(TopicRules.maySubscribe("d1", "acme", filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands/d2/#", "commands/+/#", "commands/#", "#", "+/d1/#", "commands/d1", "commands/d1/",
            "commands/d1/+/x", "commands/d1/c+", "commands/d10/#", "sensor/d1", "responses/d1/#",
            "$share/x/commands/d1/#", "processed", "processed/#", "processed/+", "processed/other"})
    void andNothingElse(String filter) {
        assertThat(TopicRules.maySubscribe("d1", "acme", filter)).isFalse();
    }

    @Test
    void aDeviceReadsOfTheProcessedObjectsOfItsTenant() {
        assertThat(TopicRules.maySubscribe("d1", "acme", "processed/acme")).isTrue();
        assertThat(TopicRules.maySubscribe("d1", "default", "processed")).isTrue();
        assertThat(TopicRules.maySubscribe("d1", "default", "processed/acme")).isFalse();
        assertThat(TopicRules.mayPublish("d1", "processed")).isFalse();
        assertThat(TopicRules.mayPublish("d1", "processed/d1")).isFalse();
    }

    @Test
    void theLakeTellsOfProcessedObjectsAndNothingElse() {
        assertThat(TopicRules.mayLakePublish("apk8s-lake", "processed")).isTrue();
        assertThat(TopicRules.mayLakePublish("apk8s-lake", "processed/acme")).isTrue();
        assertThat(TopicRules.mayLakePublish("apk8s-lake", "processed/#")).isFalse();
        assertThat(TopicRules.mayLakePublish("apk8s-lake", "sensor/d1")).isFalse();
        assertThat(TopicRules.mayLakePublish("d1", "processed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d1", "d1:1", "d1:"})
    void aClientIdBelongsToItsDevice(String clientId) {
        assertThat(TopicRules.mayConnectAs("d1", clientId)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d2", "d10", "d", "d2:d1", "apk8s-ingest-local"})
    void notToAnother(String clientId) {
        assertThat(TopicRules.mayConnectAs("d1", clientId)).isFalse();
    }
}
