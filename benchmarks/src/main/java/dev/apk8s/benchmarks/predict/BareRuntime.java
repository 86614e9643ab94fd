package dev.apk8s.benchmarks.predict;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The same file in ONNX Runtime, called in a loop: no server, no client, no waiting. */
final class BareRuntime implements Contender, AutoCloseable {
    private static final long ROUND_NANOS = 5_000_000_000L;

    private final String name;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Rows rows;
    private final int threads;

    /** @param threads that call it at once */
    BareRuntime(String name, byte[] model, Rows rows, int threads) {
        this.name = name;
        this.rows = rows;
        this.threads = threads;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model, options);
        } catch (OrtException fault) {
            throw new BenchmarkException("ONNX Runtime does not take the model", fault);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double round() {
        AtomicLong calls = new AtomicLong();
        long begun = System.nanoTime();
        try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int caller = 0; caller < threads; caller++) {
                all.add(CompletableFuture.runAsync(() -> call(begun, calls), callers));
            }
            all.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw new BenchmarkException(name + " failed", failed);
        }
        return calls.get() * (double) rows.count() / ((System.nanoTime() - begun) / 1e9);
    }

    private void call(long begun, AtomicLong calls) {
        float[] values = rows.values();
        float answers = 0;
        try {
            while (System.nanoTime() - begun < ROUND_NANOS) {
                try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values),
                        new long[]{rows.count(), Rows.WIDTH});
                        OrtSession.Result result = session.run(Map.of(rows.input(), input))) {
                    answers += ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
                }
                calls.incrementAndGet();
            }
        } catch (OrtException fault) {
            throw new BenchmarkException("ONNX Runtime failed", fault);
        }
        if (Float.isNaN(answers)) {
            throw new BenchmarkException("The model answers no numbers");
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException fault) {
            throw new BenchmarkException("The session was not closed", fault);
        }
    }
}
