package dev.apk8s.ml.serving;

import dev.apk8s.ml.model.Model;
import dev.apk8s.ml.model.ModelVersion;
import dev.apk8s.ml.onnx.OnnxSession;
import dev.apk8s.ml.onnx.PredictionError;
import dev.apk8s.ml.tensor.Tensor;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A version of a model that can answer, for as long as somebody holds it. */
final class LoadedModel {
    private final ModelVersion version;
    private final Batcher batcher;
    /** One for being loaded, and one for each request. */
    private final AtomicInteger holders = new AtomicInteger(1);

    LoadedModel(Model model, ModelVersion version, OnnxSession session, ServingProperties properties) {
        this.version = version;
        batcher = new Batcher(model.name() + "-" + version.version(), session, version.batches(), properties);
        batcher.start();
    }

    ModelVersion version() {
        return version;
    }

    int queued() {
        return batcher.queued();
    }

    /** Whether it could still be taken hold of. */
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** The last who lets go closes it. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            batcher.close();
        }
    }

    /** Computes the outputs. Only for who holds it. */
    List<Tensor> predict(List<Tensor> inputs, Duration timeout) {
        Request request = Request.of(inputs);
        batcher.submit(request);
        try {
            return request.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ProblemException problem) {
                throw new ProblemException(problem.code(), problem.detail(), problem);
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            request.answer().cancel(false);
            throw new ProblemException(PredictionError.PREDICTION_TIMED_OUT,
                    "The model did not answer within " + timeout + ".", late).retryAfter(Duration.ofSeconds(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            request.answer().cancel(false);
            throw new ProblemException(PredictionError.PREDICTION_TIMED_OUT, "The service stops.", interrupted);
        }
    }
}
