package dev.apk8s.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b/c.csv", ".hidden", "a..b/c", "dt=2026-01-01/a b+c&d@e:f~g.csv", "日本/ünï/😀",
            "...", "a?b#c"})
    void takes(String key) {
        assertThat(ObjectKeys.check("key", key)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "..", ".", "a/../b", "a/./b", "../a", "a\\b", "a;b", "a%b", "a\nb",
            "a\u0000",
            "a\u007fb", "a\u0085b", "a\u2028b", "\ud800"})
    void refuses(String key) {
        assertThatThrownBy(() -> ObjectKeys.check("key", key)).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("key: ");
    }

    @Test
    void countsBytes() {
        String segment = "ü".repeat(80);
        String longest = (segment + "/").repeat(6) + "a".repeat(58);
        assertThat(ObjectKeys.check("key", longest)).isEqualTo(longest);
        assertThatThrownBy(() -> ObjectKeys.check("key", longest + "a")).hasMessageContaining("1024");
        assertThatThrownBy(() -> ObjectKeys.check("key", segment + "a")).hasMessageContaining("160");
    }
}
