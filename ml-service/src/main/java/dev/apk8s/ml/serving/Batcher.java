package dev.apk8s.ml.serving;

import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts the requests to a model together, and has them computed by a thread of its own: a call into native code would hold
 * the carrier of a virtual thread. What comes while a batch is computed makes the next one.
 */
final class Batcher {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final OnnxSession session;
    private final boolean together;
    private final ServingProperties properties;
    private final BlockingQueue<Request> queue;
    private final Thread thread;
    private volatile boolean closing;

    /** @param together whether requests may be computed together */
    Batcher(String name, OnnxSession session, boolean together, ServingProperties properties) {
        this.session = session;
        this.together = together;
        this.properties = properties;
        queue = new ArrayBlockingQueue<>(properties.maxQueued());
        thread = Thread.ofPlatform().name("model-" + name).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    int queued() {
        return queue.size();
    }

    /** @throws ProblemException 429 if as many wait already as may */
    void submit(Request request) {
        if (!queue.offer(request)) {
            throw new ProblemException(PredictionError.PREDICTION_QUEUE_FULL,
                    properties.maxQueued() + " predictions wait for this model already.").retryAfter(RETRY_AFTER);
        }
    }

    /** Nothing is submitted any more. What was is computed, and then the session is closed. */
    void close() {
        closing = true;
        thread.interrupt();
    }

    private void work() {
        Request left = null;
        while (left != null || !closing || !queue.isEmpty()) {
            Request first = left != null ? left : next(IDLE);
            left = null;
            if (first == null) {
                continue;
            }
            Batch batch = new Batch(first);
            if (together) {
                left = fill(batch);
            }
            batch.run(session);
        }
        session.close();
    }

    /** Fills a batch until it is full or the first request has waited long enough; gives back the first that does not fit. */
    private @Nullable Request fill(Batch batch) {
        long end = System.nanoTime() + properties.maxDelay().toNanos();
        while (batch.rows() < properties.maxBatch()) {
            Request next = queue.poll();
            if (next == null) {
                next = next(Duration.ofNanos(end - System.nanoTime()));
            }
            if (next == null) {
                return null;
            }
            if (!batch.add(next, properties.maxBatch())) {
                return next;
            }
        }
        return null;
    }

    private @Nullable Request next(Duration wait) {
        try {
            return wait.isNegative() ? null : queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closed) {
            return queue.poll();
        }
    }
}
