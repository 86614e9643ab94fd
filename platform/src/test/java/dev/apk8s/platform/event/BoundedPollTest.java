package dev.apk8s.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BoundedPollTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);
    private static final int EVENT = 256 << 10;

    private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");

    private Consumer<String, byte[]> bounded(int maxRecords, long maxBytes) {
        kafka.setMaxPollRecords(BoundedPoll.PORTION);
        return BoundedPoll.of(kafka, maxRecords, maxBytes);
    }

    private void fill(int records, int bytes) {
        kafka.assign(List.of(FIRST, SECOND));
        kafka.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        for (int i = 0; i < records; i++) {
            TopicPartition partition = i % 2 == 0 ? FIRST : SECOND;
            kafka.addRecord(new ConsumerRecord<>("t", partition.partition(), i / 2, 0L, TimestampType.CREATE_TIME, 1,
                    bytes, "k", new byte[bytes], new RecordHeaders(), Optional.empty()));
        }
    }

    @Test
    void endsWithTheBytesThoughMoreRecordsAreThere() {
        fill(200, EVENT);
        Consumer<String, byte[]> consumer = bounded(2_000, 4 << 20);
        List<Integer> sizes = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (var polled = consumer.poll(Duration.ZERO); !polled.isEmpty(); polled = consumer.poll(Duration.ZERO)) {
            sizes.add(polled.count());
            polled.records(FIRST).forEach(entry -> offsets.add(entry.offset()));
        }
        assertThat(sizes).allMatch(size -> size <= 2 * BoundedPoll.PORTION);
        assertThat(offsets).containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(Long::valueOf).toList());
    }

    @Test
    void takesSmallRecordsInOnePoll() {
        fill(200, 200);
        ConsumerRecords<String, byte[]> polled = bounded(150, 4 << 20).poll(Duration.ZERO);
        assertThat(polled.count()).isBetween(150, 150 + BoundedPoll.PORTION);
        assertThat(polled.nextOffsets()).extractingByKey(FIRST).extracting(OffsetAndMetadata::offset)
                .isEqualTo((long) polled.records(FIRST).size());
    }

    @Test
    void handsOutWhatItHasBeforeItFails() {
        fill(BoundedPoll.PORTION * 3, 200);
        Consumer<String, byte[]> consumer = bounded(2_000, 4 << 20);
        kafka.schedulePollTask(() -> {});
        kafka.schedulePollTask(kafka::wakeup);
        assertThat(consumer.poll(Duration.ZERO).count()).isEqualTo(BoundedPoll.PORTION);
        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
        assertThat(consumer.poll(Duration.ZERO).count()).isEqualTo(BoundedPoll.PORTION * 2);
    }

    @Test
    void leavesOutWhatAnotherConsumerGotMeanwhile() {
        fill(BoundedPoll.PORTION * 2, 200);
        Consumer<String, byte[]> consumer = bounded(2_000, 4 << 20);
        kafka.schedulePollTask(() -> {});
        kafka.schedulePollTask(() -> kafka.assign(List.of(SECOND)));
        ConsumerRecords<String, byte[]> polled = consumer.poll(Duration.ZERO);
        assertThat(polled.partitions()).containsExactly(SECOND);
        assertThat(polled.nextOffsets()).containsOnlyKeys(SECOND);
    }
}
