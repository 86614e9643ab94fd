package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Optional;
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
}
