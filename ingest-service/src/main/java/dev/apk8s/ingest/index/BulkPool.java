package dev.apk8s.ingest.index;

import dev.apk8s.ingest.index.BulkWriter.Impossible;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that bulks are built in. Their number is the bound on bulks under way and on their memory: who finds none
 * free waits until one is answered.
 */
final class BulkPool implements AutoCloseable {
    private final BlockingQueue<BulkBody> free;
    private final BulkWriter writer;
    private final ExecutorService sending = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("bulk-", 0).factory());

    BulkPool(IndexProperties properties, BulkWriter writer) {
        int bodies = properties.consumers() * properties.bulksInFlight();
        free = new ArrayBlockingQueue<>(bodies);
        for (int i = 0; i < bodies; i++) {
            free.add(new BulkBody(Math.toIntExact(properties.bulkSize().toBytes()), properties.bulkDocuments()));
        }
        this.writer = writer;
    }

    Batch begin() {
        return new Batch();
    }

    @Override
    public void close() {
        sending.close();
    }

    /** The bulks of one polled batch; used by one thread. */
    final class Batch implements AutoCloseable {
        private final List<Future<List<Impossible>>> sent = new ArrayList<>();
        private @Nullable BulkBody current;

        /** The body to build in. */
        BulkBody current() throws InterruptedException {
            BulkBody body = current;
            if (body == null) {
                body = free.take();
                body.clear();
                current = body;
            }
            return body;
        }

        void sendIfFull() {
            BulkBody body = current;
            if (body != null && body.isFull()) {
                send(body);
            }
        }

        /** Sends the rest and waits for all answers. */
        List<Impossible> finish() throws InterruptedException {
            BulkBody body = current;
            if (body != null && !body.isEmpty()) {
                send(body);
            }
            List<Impossible> impossible = new ArrayList<>();
            for (Future<List<Impossible>> bulk : sent) {
                impossible.addAll(result(bulk));
            }
            return impossible;
        }

        private void send(BulkBody body) {
            current = null;
            sent.add(sending.submit(() -> {
                try {
                    return writer.write(body);
                } finally {
                    free.add(body);
                }
            }));
        }

        private static List<Impossible> result(Future<List<Impossible>> bulk) throws InterruptedException {
            try {
                return bulk.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("A bulk failed", failed.getCause());
            }
        }

        /** Gives back what was built and not sent. Bulks that are still under way give back theirs when they end. */
        @Override
        public void close() {
            BulkBody body = current;
            if (body != null) {
                free.add(body);
                current = null;
            }
        }
    }
}
