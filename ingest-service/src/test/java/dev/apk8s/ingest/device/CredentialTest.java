package dev.apk8s.ingest.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void aSecretMatchesOnlyItsOwnCredential() {
        String secret = Credential.newSecret();
        Credential credential = Credential.of(secret);
        assertThat(secret).hasSize(43).isNotEqualTo(Credential.newSecret());
        assertThat(credential.matches(secret)).isTrue();
        assertThat(credential.matches(secret + "x")).isFalse();
        assertThat(credential.matches("")).isFalse();
        assertThat(Credential.of(secret)).isNotEqualTo(credential);
        assertThat(credential.toString()).doesNotContain(credential.hash());
    }

    @Test
    void aFormerSecretCountsUntilItsTime() {
        Device device = new Device("d1", "default", true, Map.of(), Credential.of("first"), null, NOW, NOW)
                .withSecret(Credential.of("second"), NOW.plusSeconds(60), NOW);
        assertThat(device.accepts("second", NOW)).isTrue();
        assertThat(device.accepts("first", NOW.plusSeconds(59))).isTrue();
        assertThat(device.accepts("first", NOW.plusSeconds(60))).isFalse();
        Device atOnce = device.withSecret(Credential.of("third"), null, NOW);
        assertThat(atOnce.accepts("second", NOW)).isFalse();
        assertThat(atOnce.accepts("first", NOW)).isFalse();
        assertThat(atOnce.accepts("third", NOW)).isTrue();
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        Device device = new Device("d1", "default", true, Map.of("a", "b"), Credential.of("s"), null, NOW, NOW);
        assertThat(device.withEnabled(true, NOW.plusSeconds(1))).isSameAs(device);
        assertThat(device.withAttributes(Map.of("a", "b"), NOW.plusSeconds(1))).isSameAs(device);
        assertThat(device.withEnabled(false, NOW.plusSeconds(1)).updated()).isEqualTo(NOW.plusSeconds(1));
    }
}
