package dev.apk8s.ingest.index;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * How many events the log has that the index has not. Asked of the log, because a consumer that waits for the search
 * engine does not know its own lag.
 */
final class IndexerLag {
    private static final Logger log = LoggerFactory.getLogger(IndexerLag.class);
    private static final long ASK_SECONDS = 8;

    private final Admin admin;
    private volatile long lag;

    IndexerLag(Admin admin, MeterRegistry registry) {
        this.admin = admin;
        Gauge.builder("apk8s.ingest.indexer.lag", () -> lag).baseUnit("events")
                .description("Events in the log that are not yet in the index").register(registry);
    }

    @Scheduled(fixedDelayString = "10s")
    void measure() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin
                    .listConsumerGroupOffsets(IndexerSubscription.GROUP).partitionsToOffsetAndMetadata()
                    .get(ASK_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin
                    .listOffsets(committed.keySet().stream()
                            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                    .all().get(ASK_SECONDS, TimeUnit.SECONDS);
            lag = ends.entrySet().stream().mapToLong(end -> behind(end.getValue(), committed.get(end.getKey()))).sum();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException away) {
            log.debug("The lag is not known now", away);
        }
    }

    private static long behind(ListOffsetsResultInfo end, @org.jspecify.annotations.Nullable OffsetAndMetadata done) {
        return done == null ? 0 : Math.max(0, end.offset() - done.offset());
    }
}
