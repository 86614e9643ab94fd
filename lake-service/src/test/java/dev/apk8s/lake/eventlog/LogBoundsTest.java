package dev.apk8s.lake.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.eventlog.LogBounds.Partition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogBoundsTest {
    @Test
    void aRangeBeginsWhereTheOneBeforeEnded() {
        LogBounds bounds = bounds(new Partition(0, 100, 40, 60));
        assertThat(bounds.ranges()).containsExactly(new PartitionRange(0, 40, 60, 0));
        assertThat(bounds.ranges(Map.of(0, 35L))).containsExactly(new PartitionRange(0, 35, 60, 0));
        assertThat(bounds.ranges(Map.of(0, 45L))).containsExactly(new PartitionRange(0, 45, 60, 0));
    }

    @Test
    void whatIsGoneIsCounted() {
        assertThat(bounds(new Partition(50, 100, 50, 60)).ranges(Map.of(0, 35L)))
                .containsExactly(new PartitionRange(0, 50, 60, 15));
        assertThat(bounds(new Partition(80, 100, 80, 80)).ranges(Map.of(0, 35L)))
                .containsExactly(new PartitionRange(0, 80, 80, 45));
    }

    @Test
    void aPartitionThatCameLaterIsReadFromItsStart() {
        LogBounds bounds = new LogBounds(Map.of(0, new Partition(0, 9, 3, 6), 1, new Partition(0, 9, 3, 6)), null,
                null);
        assertThat(bounds.ranges(Map.of(0, 2L))).containsExactly(new PartitionRange(0, 2, 6, 0),
                new PartitionRange(1, 0, 6, 0));
    }

    @Test
    void aTopicThatWasMadeAnewIsReadByTime() {
        assertThat(bounds(new Partition(0, 10, 4, 8)).ranges(Map.of(0, 500L)))
                .containsExactly(new PartitionRange(0, 4, 8, 0));
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsEmpty() {
        assertThat(bounds(new Partition(0, 100, 40, 60)).ranges(Map.of(0, 70L)))
                .containsExactly(new PartitionRange(0, 70, 70, 0));
    }

    private static LogBounds bounds(Partition partition) {
        return new LogBounds(Map.of(0, partition), null, null);
    }
}
