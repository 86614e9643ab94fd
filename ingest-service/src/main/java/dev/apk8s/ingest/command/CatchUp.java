package dev.apk8s.ingest.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells those who ask when a reader has read all that the log had when they asked. All who ask meanwhile share one look at
 * the log's ends. Only {@link #ask} is called by other threads than the reader's.
 */
final class CatchUp {
    private final Queue<CompletableFuture<Void>> asking = new ConcurrentLinkedQueue<>();
    private final List<Mark> marks = new ArrayList<>();

    private record Mark(Map<TopicPartition, Long> ends, List<CompletableFuture<Void>> waiting) {
        private boolean isReached(Consumer<?, ?> reader) {
            return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
        }
    }

    /** The future ends with a {@link java.util.concurrent.TimeoutException} when its time is up first. */
    CompletableFuture<Void> ask(long seconds) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        asking.add(asked);
        // Who does not wait any longer is forgotten: nobody is looked after while the log is away.
        return asked.orTimeout(seconds, TimeUnit.SECONDS).whenComplete((_, _) -> asking.remove(asked));
    }

    /** To be called before each poll. */
    void look(Consumer<?, ?> reader) {
        List<CompletableFuture<Void>> now = List.copyOf(asking);
        if (!now.isEmpty()) {
            marks.add(new Mark(reader.endOffsets(reader.assignment()), now));
            asking.removeAll(now);
        }
        for (Iterator<Mark> each = marks.iterator(); each.hasNext();) {
            Mark mark = each.next();
            if (mark.isReached(reader)) {
                mark.waiting().forEach(one -> one.complete(null));
                each.remove();
            }
        }
    }

    void fail(Throwable reason) {
        marks.forEach(mark -> mark.waiting().forEach(one -> one.completeExceptionally(reason)));
        marks.clear();
        for (CompletableFuture<Void> one = asking.poll(); one != null; one = asking.poll()) {
            one.completeExceptionally(reason);
        }
    }
}
