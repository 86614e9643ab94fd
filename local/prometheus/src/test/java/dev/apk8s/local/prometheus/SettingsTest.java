package dev.apk8s.local.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void anAddressBecomesATargetAndAPathStays() {
        assertThat(Settings.fill("[\"${APK8S_ML}\", \"${RULES}/*.yaml\"]",
                Map.of("APK8S_ML", "http://127.0.0.1:8095", "RULES", "/a $b/rules")))
                .isEqualTo("[\"127.0.0.1:8095\", \"/a $b/rules/*.yaml\"]");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Settings.fill("${APK8S_ML}", Map.of())).hasMessageContaining("APK8S_ML");
    }
}
