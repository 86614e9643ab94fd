package dev.apk8s.local.s3proxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final String UUID = "0b5f1a52-7d2d-4f4b-9c0e-3b9a2f6f7a11";

    @Test
    void only_a_key_with_a_uuid_behind_it_is_what_becomes_the_key() {
        assertThat(Leftovers.isTemporary("a/b.csv", "a/b.csv-" + UUID)).isTrue();
        assertThat(Leftovers.isTemporary("a/b.csv", "a/b.csv" + UUID)).isFalse();
        assertThat(Leftovers.isTemporary("a/b.csv", "a/b.csv-x-" + UUID)).isFalse();
        assertThat(Leftovers.isTemporary("a/b.csv", "a/b.csv-" + UUID.replace('a', 'X'))).isFalse();
        assertThat(Leftovers.isTemporary("a/b.csv", "a/b.csv")).isFalse();
    }
}
