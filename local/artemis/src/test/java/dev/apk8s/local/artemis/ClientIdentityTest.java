package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdentityTest {

    @ParameterizedTest
    @ValueSource(strings = {"lab-d1", "9", "a.b_c-d", "sensor.kitchen"})
    void these_are_devices(String name) {
        assertThat(ClientIdentity.isDevice(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "apk8s-ingest", "apk8s-", "-a", "a/b", "a:b", "a+", "#", "a b", "a'",
            "a1234567890123456789012345678901234567890123456789012345678901234"})
    void these_are_not(String name) {
        assertThat(ClientIdentity.isDevice(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"lab, lab, true", "lab, lab:1, true", "lab, lab:a.b-c_d, true", "lab, lab:, false", "lab, lab2, false",
            "lab, LAB, false", "lab, other:lab, false", "lab, lab::a, false", "lab, lab:a/b, false", "lab, , false"})
    void a_client_id_belongs_to_its_device(String device, String clientId, boolean owned) {
        assertThat(ClientIdentity.isOwnedBy(device, clientId)).isEqualTo(owned);
    }
}
