package dev.apk8s.local.demo.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WalkTest {
    @Test
    void writesTheBooksForm() {
        JsonNode reading = new JsonMapper().readTree(new Walk("lab-d1", new SplittableRandom(1), 0).reading(51_540));
        assertThat(reading.propertyNames()).containsExactly("device", "temp", "load");
        assertThat(reading.path("device").asString()).isEqualTo("lab-d1");
        assertThat(reading.path("temp").asInt()).isEqualTo(51_540);
        assertThat(reading.path("load").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void wandersWithinBoundsAndTheSameWayForTheSameSeed() {
        Walk first = new Walk("lab-d1", new SplittableRandom(7), 0);
        Walk second = new Walk("lab-d1", new SplittableRandom(7), 0);
        for (int i = 0; i < 10_000; i++) {
            byte[] reading = first.next().bytes();
            assertThat(new JsonMapper().readTree(reading).path("temp").asInt()).isBetween(35_000, 75_000);
            assertThat(new String(second.next().bytes(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(reading, StandardCharsets.UTF_8));
        }
    }

    @Test
    void hasOutliersThatItSaysAreSome() {
        Walk walk = new Walk("lab-d1", new SplittableRandom(7), 0.01);
        int outliers = 0;
        for (int i = 0; i < 10_000; i++) {
            Walk.Reading reading = walk.next();
            int temperature = new JsonMapper().readTree(reading.bytes()).path("temp").asInt();
            assertThat(temperature > 75_000).isEqualTo(reading.outlier());
            outliers += reading.outlier() ? 1 : 0;
        }
        assertThat(outliers).isBetween(50, 200);
    }
}
