package dev.apk8s.ingest.command;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Tells those who ask when a reader has read as far as they want. */
final class CatchUp {
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
    private volatile Map<TopicPartition, Long> positions = Map.of();

    private record Mark(Map<TopicPartition, Long> ends, CompletableFuture<Void> reached) {}

    /** The future ends with a {@link java.util.concurrent.TimeoutException} when its time is up first. */
    CompletableFuture<Void> until(Map<TopicPartition, Long> ends, long seconds) {
        Mark mark = new Mark(ends, new CompletableFuture<>());
        marks.add(mark);
        completeIfReached(mark);
        // Who does not wait any longer is forgotten: nobody is looked after while the log is away.
        return mark.reached().orTimeout(seconds, TimeUnit.SECONDS).whenComplete((_, _) -> marks.remove(mark));
    }

    /** To be called by the reader before each poll. */
    void advance(Consumer<?, ?> reader) {
        positions = reader.assignment().stream().collect(Collectors.toMap(Function.identity(), reader::position));
        marks.forEach(this::completeIfReached);
    }

    private void completeIfReached(Mark mark) {
        Map<TopicPartition, Long> now = positions;
        if (mark.ends().entrySet().stream()
                .allMatch(end -> now.getOrDefault(end.getKey(), -1L) >= end.getValue())) {
            mark.reached().complete(null);
        }
    }

    void fail(Throwable reason) {
        marks.forEach(mark -> mark.reached().completeExceptionally(reason));
    }
}
