package dev.apk8s.local.s3proxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.apk8s.local.s3proxy.event.EventName;
import dev.apk8s.local.s3proxy.event.Intent;
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

    @Test
    void what_has_no_mark_yet_or_that_of_the_intent_belongs_to_it() {
        Intent put = new Intent("7", EventName.PUT, "bucket", "a/b.csv", Instant.EPOCH);
        assertThat(Leftovers.belongs(put, null)).isTrue();
        assertThat(Leftovers.belongs(put, "7")).isTrue();
        assertThat(Leftovers.belongs(put, "8")).isFalse();
        assertThat(Leftovers.belongs(new Intent("7", EventName.COPY, "bucket", "a/b.csv", Instant.EPOCH), "8"))
                .isTrue();
    }
}
