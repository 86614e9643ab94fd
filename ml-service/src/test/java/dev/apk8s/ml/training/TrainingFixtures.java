package dev.apk8s.ml.training;

import java.time.Duration;

final class TrainingFixtures {
    static final TrainingProperties PROPERTIES = new TrainingProperties(100_000, 2_000_000, 100, 4, 100, 10,
            Duration.ofSeconds(5));

    private TrainingFixtures() {}
}
