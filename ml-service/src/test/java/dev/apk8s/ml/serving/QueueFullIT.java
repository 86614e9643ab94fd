package dev.apk8s.ml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ml.MlIT;
import dev.apk8s.ml.TestModels;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A service in which one request may wait for a model, and no two are computed together. */
@TestPropertySource(properties = {"apk8s.ml.serving.max-queued=1", "apk8s.ml.serving.max-batch=1"})
class QueueFullIT extends MlIT {
    private static final int WIDTH = 256;

    @Test
    void whatComesWhileTheQueueIsFullIsToldToComeAgain() {
        String model = serving("slow", TestModels.slow(WIDTH, 3_000));
        String row = "[" + String.join(",", Collections.nCopies(WIDTH, "1")) + "]";
        String body = "{\"data\":{\"ndarray\":[" + String.join(",", Collections.nCopies(8, row)) + "]}}";
        Api viewer = api().asUser("viewer");
        List<Answer> answers;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 40)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> viewer.post("/seldon/default/" + model + "/api/v1.0/predictions", body), clients))
                    .toList().stream().map(CompletableFuture::join).toList();
        }
        assertThat(answers).extracting(Answer::status).containsOnly(200, 429).contains(200, 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("PREDICTION_QUEUE_FULL");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
    }
}
