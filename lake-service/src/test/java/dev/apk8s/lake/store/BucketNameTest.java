package dev.apk8s.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketNameTest {
    @Test
    void theDefaultTenantsNamesAreThoseOfTheStore() {
        assertThat(new BucketName("default", "upload").stored()).isEqualTo("upload");
        assertThat(BucketName.ofStored("upload")).contains(new BucketName("default", "upload"));
    }

    @Test
    void anotherTenantsNamesCarryTheTenant() {
        assertThat(new BucketName("acme", "upload").stored()).isEqualTo("acme--upload");
        assertThat(BucketName.ofStored("acme--upload")).contains(new BucketName("acme", "upload"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Upload", "-ab", "ab-", "a..b", "a.-b", "a-.b", "a_b", "a/b", "a b", "..",
            "192.168.0.1",
            "acme--upload", "über", "0123456789012345678901234567890123456789012345678901234567890123"})
    void noOtherNamesAreTaken(String name) {
        assertThatThrownBy(() -> new BucketName("default", name)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("bucket");
    }

    @Test
    void theTenantCountsForTheLength() {
        assertThat(new BucketName("default", "a".repeat(63)).stored()).hasSize(63);
        assertThatThrownBy(() -> new BucketName("acme", "a".repeat(58))).hasMessageContaining("57");
    }

    @Test
    void whatTheLakeCannotHaveMadeIsNobodys() {
        assertThat(BucketName.ofStored("Some_Bucket")).isEmpty();
        assertThat(BucketName.ofStored("acme--a--b")).isEmpty();
    }
}
