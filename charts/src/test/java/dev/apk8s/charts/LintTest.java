package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {
    static List<String> charts() {
        return Charts.installable();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void helmHasNothingToSay(String chart) {
        LintResult result = new Helm(Charts.prepared(chart)).lint().strict().quiet().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }
}
