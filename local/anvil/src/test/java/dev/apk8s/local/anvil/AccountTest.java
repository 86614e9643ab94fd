package dev.apk8s.local.anvil;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {
    /** The key is 8464efae..., as sha256sum tells; its address was made by another library. */
    @Test
    void the_address_is_that_of_the_key() {
        Account account = new Account("platform", 100);
        assertThat(account.address("secret")).isEqualTo("0x46535a08e45840183e6127ca38d761e75d373b9d");
        assertThat(account.address("other")).isNotEqualTo(account.address("secret"));
        assertThat(account.balance()).isEqualTo("0x56bc75e2d63100000");
    }
}
