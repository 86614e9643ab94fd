package dev.apk8s.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final Board board = new Board();

    @Test
    void itIsCalmOnceNothingStarts() throws InterruptedException {
        to("log", ComponentState.READY);
        board.awaitCalm();

        to("engine", ComponentState.STARTING);
        to("service", ComponentState.WAITING);
        CompletableFuture<Void> calm = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                board.awaitCalm();
                calm.complete(null);
            } catch (InterruptedException fault) {
                calm.completeExceptionally(fault);
            }
        });
        to("log", ComponentState.READY);
        assertThat(calm).isNotDone();

        to("engine", ComponentState.READY);
        assertThat(calm).isNotDone();

        to("service", ComponentState.READY);
        waiting.join();
        assertThat(calm).isCompleted();
    }

    @Test
    void whatWaitsForSomethingThatFailsDoesNotKeepItFromBeingCalm() throws InterruptedException {
        to("engine", ComponentState.FAILING);
        to("service", ComponentState.WAITING);
        board.awaitCalm();
    }

    private void to(String component, ComponentState state) {
        board.update(component, snapshot -> snapshot.to(state, "", 1));
    }
}
