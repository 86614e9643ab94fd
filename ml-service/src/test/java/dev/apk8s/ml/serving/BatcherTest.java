package dev.apk8s.ml.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.ml.TestModels;
import dev.apk8s.ml.onnx.OnnxProperties;
import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.OnnxSessions;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.ml.tensor.Shape;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.ml.tensor.TensorType;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class BatcherTest {
    private static final int SECONDS = 20;

    private final OnnxSessions sessions = new OnnxSessions(new OnnxProperties(1, DataSize.ofMegabytes(8)));
    @TempDir
    private Path directory;

    private OnnxSession open(byte[] file) throws IOException {
        return sessions.open(Files.write(directory.resolve("model.onnx"), file));
    }

    private static ServingProperties properties(int maxBatch, int maxQueued) {
        return properties(maxBatch, Duration.ofMillis(50), maxQueued);
    }

    private static ServingProperties properties(int maxBatch, Duration maxDelay, int maxQueued) {
        return new ServingProperties(4, DataSize.ofMegabytes(8), maxBatch, maxDelay, maxQueued,
                DataSize.ofMegabytes(16), Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    private static Request request(int rows, float first) {
        float[] values = new float[rows * 2];
        for (int index = 0; index < values.length; index++) {
            values[index] = first + index;
        }
        return Request.of(List.of(Tensor.Numbers.ofFloats("input", Shape.of(rows, 2), values)));
    }

    private static Tensor.Numbers answer(Request request) throws Exception {
        return (Tensor.Numbers) request.answer().get(SECONDS, TimeUnit.SECONDS).getFirst();
    }

    @Test
    void eachRequestOfABatchGetsItsOwnRows() throws Exception {
        Batcher batcher = new Batcher("test", open(TestModels.times(10, 2)), true, properties(64, 100));
        List<Request> requests = new ArrayList<>();
        for (int index = 0; index < 60; index++) {
            Request request = request(1 + index % 3, 1000f * index);
            requests.add(request);
            batcher.submit(request);
        }
        batcher.start();
        for (int index = 0; index < requests.size(); index++) {
            Tensor.Numbers answer = answer(requests.get(index));
            assertThat(answer.shape()).isEqualTo(Shape.of(1 + index % 3, 2));
            assertThat(answer.number(0)).isEqualTo(10_000.0 * index);
            assertThat(answer.number(1)).isEqualTo(10_000.0 * index + 10);
        }
        batcher.close();
    }

    @Test
    void aBatchThatIsNotFullIsComputedAtItsDeadline() throws Exception {
        Duration delay = Duration.ofMillis(200);
        Batcher batcher = new Batcher("test", open(TestModels.times(2, 2)), true, properties(64, delay, 100));
        Request only = request(1, 3);
        batcher.submit(only);
        long begun = System.nanoTime();
        batcher.start();
        assertThat(answer(only).number(0)).isEqualTo(6);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(delay.toNanos());
        batcher.close();
    }

    @Test
    void aBatchThatIsFullWaitsForNoDeadline() throws Exception {
        Batcher batcher = new Batcher("test", open(TestModels.times(2, 2)), true,
                properties(2, Duration.ofDays(1), 100));
        List<Request> both = List.of(request(1, 3), request(1, 4));
        batcher.submit(both.getFirst());
        batcher.start();
        batcher.submit(both.getLast());
        assertThat(answer(both.getFirst()).number(0)).isEqualTo(6);
        assertThat(answer(both.getLast()).number(0)).isEqualTo(8);
        batcher.close();
    }

    @Test
    void aRequestThatFailsTakesNoneOfItsBatchWithIt() throws Exception {
        Batcher batcher = new Batcher("test", open(TestModels.lookup()), true, properties(64, 100));
        List<Request> requests = List.of(lookup(0), lookup(7), lookup(1));
        requests.forEach(batcher::submit);
        batcher.start();
        assertThat(answer(requests.get(0)).number(0)).isEqualTo(10);
        assertThat(answer(requests.get(2)).number(0)).isEqualTo(20);
        assertThatThrownBy(() -> answer(requests.get(1))).cause().isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.code()).isEqualTo(PredictionError.PREDICTION_FAILED));
        batcher.close();
    }

    private static Request lookup(long index) {
        ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, index);
        return Request.of(List.of(new Tensor.Numbers("input", TensorType.INT64, Shape.of(1, 1), data)));
    }

    @Test
    void moreThanMayWaitAreRefusedWithATimeToComeAgain() throws Exception {
        Batcher batcher = new Batcher("test", open(TestModels.times(1, 2)), true, properties(4, 3));
        List<Request> kept = List.of(request(1, 1), request(1, 2), request(1, 3));
        kept.forEach(batcher::submit);
        assertThatThrownBy(() -> batcher.submit(request(1, 4))).isInstanceOfSatisfying(ProblemException.class,
                problem -> {
                    assertThat(problem.code()).isEqualTo(PredictionError.PREDICTION_QUEUE_FULL);
                    assertThat(problem.code().status().value()).isEqualTo(429);
                    assertThat(problem.retryAfter()).isNotNull();
                });
        batcher.start();
        for (Request request : kept) {
            answer(request);
        }
        batcher.close();
    }

    @Test
    void whatWaitsWhenItIsClosedIsStillAnswered() throws Exception {
        Batcher batcher = new Batcher("test", open(TestModels.times(1, 2)), true, properties(2, 100));
        List<Request> requests = new ArrayList<>();
        for (int index = 0; index < 50; index++) {
            requests.add(request(1, index));
            batcher.submit(requests.getLast());
        }
        batcher.start();
        batcher.close();
        for (int index = 0; index < requests.size(); index++) {
            assertThat(answer(requests.get(index)).number(0)).isEqualTo(index);
        }
    }

    @Test
    void requestsOfDifferentShapesAreComputedApart() throws Exception {
        Batcher batcher = new Batcher("test", open(TestModels.times(1, 2)), true, properties(8, 100));
        Request wide = request(20, 1);
        Request small = request(1, 2);
        batcher.submit(small);
        batcher.submit(wide);
        batcher.start();
        assertThat(answer(wide).shape()).isEqualTo(Shape.of(20, 2));
        assertThat(answer(small).shape()).isEqualTo(Shape.of(1, 2));
        batcher.close();
    }
}
