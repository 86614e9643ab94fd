package dev.apk8s.ingest.command;

import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.event.Topics;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the recent past of the commands' topic at the start, and then whatever comes, into the view. */
@Component
final class CommandTail implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CommandTail.class);
    /** After the topics are made, before requests are served. */
    private static final int PHASE = Integer.MIN_VALUE + 3_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LOAD_SECONDS = 30;
    private static final long CATCH_UP_SECONDS = 5;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    /** A command has two to four records. */
    private static final long RECORDS_OF_A_COMMAND = 4;

    private final ConsumerFactory<String, byte[]> consumers;
    private final CommandView view;
    private final CommandProperties properties;
    private final JsonMapper json;
    private final Topics topics;
    private final CatchUp catchUp = new CatchUp();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private volatile Map<TopicPartition, OffsetSpec> latest = Map.of();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    CommandTail(ConsumerFactory<String, byte[]> consumers, CommandView view, CommandProperties properties,
            JsonMapper json, Topics topics) {
        this.consumers = consumers;
        this.view = view;
        this.properties = properties;
        this.json = json;
        this.topics = topics;
    }

    @Override
    public void start() {
        Consumer<String, byte[]> opened = consumers.createConsumer("command-tail", "command-tail");
        consumer = opened;
        running = true;
        thread = Thread.ofPlatform().name("command-tail").daemon().start(() -> read(opened));
        loaded.orTimeout(LOAD_SECONDS, TimeUnit.SECONDS).join();
    }

    /**
     * Returns when the view knows all that the log has now, also what other replicas wrote.
     *
     * @throws ProblemException LOG_UNAVAILABLE if that takes too long
     */
    void awaitCaughtUp() {
        try {
            if (!running) {
                throw new CompletionException(new IllegalStateException("Commands are not read"));
            }
            // Not by the reader: its question would wait for the answer to its poll.
            topics.admin().listOffsets(latest).all().toCompletionStage().toCompletableFuture()
                    .orTimeout(CATCH_UP_SECONDS, TimeUnit.SECONDS)
                    .thenCompose(ends -> catchUp.until(offsets(ends), CATCH_UP_SECONDS)).join();
        } catch (CompletionException away) {
            throw new ProblemException(CommonError.LOG_UNAVAILABLE,
                    "Which commands there are is not known while the log is away.", away).retryAfter(RETRY_AFTER);
        }
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return ends.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private void read(Consumer<String, byte[]> open) {
        try (open) {
            catchUp.until(seekToRecent(open), LOAD_SECONDS).thenAccept(loaded::complete);
            while (running) {
                try {
                    catchUp.advance(open);
                    for (ConsumerRecord<String, byte[]> entry : open.poll(POLL)) {
                        apply(entry);
                    }
                } catch (WakeupException stop) {
                    log.debug("Stop reading commands", stop);
                } catch (KafkaException away) {
                    log.warn("Reading commands goes on when the log is back: {}", away.getMessage());
                }
            }
            catchUp.fail(new IllegalStateException("Commands are not read any more"));
        } catch (RuntimeException failure) {
            loaded.completeExceptionally(failure);
            catchUp.fail(failure);
            log.error("Reading commands ended: this service must be restarted", failure);
        } finally {
            running = false;
        }
    }

    /** Returns where each partition ends now. */
    private Map<TopicPartition, Long> seekToRecent(Consumer<String, byte[]> open) {
        List<TopicPartition> partitions = open.partitionsFor(CommandLog.TOPIC).stream()
                .map(partition -> new TopicPartition(CommandLog.TOPIC, partition.partition())).toList();
        latest = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        open.assign(partitions);
        Map<TopicPartition, Long> since = new HashMap<>();
        long begin = Instant.now().minus(properties.rememberedFor()).toEpochMilli();
        partitions.forEach(partition -> since.put(partition, begin));
        long most = properties.remembered() * RECORDS_OF_A_COMMAND;
        var byTime = open.offsetsForTimes(since);
        Map<TopicPartition, Long> ends = open.endOffsets(partitions);
        ends.forEach((partition, end) -> {
            var first = byTime.get(partition);
            open.seek(partition, Math.max(first == null ? end : first.offset(), end - most));
        });
        return ends;
    }

    private void apply(ConsumerRecord<String, byte[]> entry) {
        Event event = EventHeaders.read(entry);
        try {
            if (event.type().equals(CommandLog.COMMAND)) {
                view.add(CommandState.accepted(json.readValue(event.data(), Command.class), event.tenant(),
                        entry.partition(), EventHeaders.text(entry.headers(), EventHeaders.TRACE_PARENT),
                        event.time()));
            } else if (event.type().equals(CommandLog.OUTCOME)) {
                view.note(json.readValue(event.data(), CommandOutcome.class), event.data().length);
            }
        } catch (JacksonException malformed) {
            log.warn("Record {} of {}-{} is no command: {}", entry.offset(), entry.topic(), entry.partition(),
                    malformed.getOriginalMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, byte[]> open = consumer;
        Thread reading = thread;
        if (open == null || reading == null) {
            return;
        }
        open.wakeup();
        try {
            reading.join(TimeUnit.SECONDS.toMillis(LOAD_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
