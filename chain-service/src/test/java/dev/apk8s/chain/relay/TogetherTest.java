package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    @Test
    void whatIsDoneBelongsToTheCallersTrace() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(_ -> true);
        Observation request = Observation.start("request", registry);
        List<Optional<Observation>> seen;
        try (Observation.Scope _ = request.openScope()) {
            seen = Together.map(List.of(1, 2, 3), _ -> Optional.ofNullable(registry.getCurrentObservation()));
        }
        assertThat(seen).containsOnly(Optional.of(request));
    }

    @Test
    void noMoreAreDoneAtOnceThanIsSaid() {
        AtomicInteger running = new AtomicInteger();
        List<Integer> most = Together.map(IntStream.range(0, 200).boxed().toList(), 4, item -> {
            int now = running.incrementAndGet();
            Thread.yield();
            running.decrementAndGet();
            return now;
        });
        assertThat(most).hasSize(200).allMatch(now -> now <= 4);
    }

    @Test
    void allAreTriedAndAFailureIsThrown() {
        AtomicInteger tried = new AtomicInteger();
        assertThatThrownBy(() -> Together.map(List.of(1, 2, 3), item -> {
            tried.incrementAndGet();
            if (item == 1) {
                throw new IllegalStateException("the first");
            }
            return item;
        })).isInstanceOf(IllegalStateException.class).hasMessage("the first");
        assertThat(tried).hasValue(3);
    }
}
