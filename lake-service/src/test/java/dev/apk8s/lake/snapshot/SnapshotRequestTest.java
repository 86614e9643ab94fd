package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.lake.row.Format;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-25T11:00:00Z");

    @Test
    void whatIsNotGivenHasADefault() {
        var checked = new SnapshotRequest("sensor", FROM, null, null, null, null, null).check(NOW);
        assertThat(checked.to()).isEqualTo(NOW);
        assertThat(checked.format()).isEqualTo(Format.CSV);
        assertThat(checked.bucket()).isEqualTo("exports");
        assertThat(checked.prefix()).isEqualTo("snapshots/sensor/");
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("stream", new SnapshotRequest(null, FROM, null, null, null, null, null));
        refused("from", new SnapshotRequest("sensor", null, null, null, null, null, null));
        refused("from", new SnapshotRequest("sensor", FROM, FROM, null, null, null, null));
        refused("to", new SnapshotRequest("sensor", FROM, NOW.plusSeconds(1), null, null, null, null));
        refused("format", new SnapshotRequest("sensor", FROM, null, "xml", null, null, null));
        refused("columns[1]", new SnapshotRequest("sensor", FROM, null, null, null, null, List.of("a", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a/../b", "..", "./a", "a//b", "a\u0000b"})
    void aPrefixDoesNotClimb(String prefix) {
        refused("prefix", new SnapshotRequest("sensor", FROM, null, null, null, prefix, null));
    }

    private static void refused(@Nullable String field, SnapshotRequest request) {
        assertThatThrownBy(() -> request.check(NOW)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.members()).containsEntry("field", field));
    }
}
