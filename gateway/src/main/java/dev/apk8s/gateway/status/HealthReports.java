package dev.apk8s.gateway.status;

import dev.apk8s.gateway.proxy.SmallAnswers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks services how they are, in the form of Spring Boot's health endpoint. */
@Component
final class HealthReports {
    private static final Logger log = LoggerFactory.getLogger(HealthReports.class);
    private static final int MAX_BYTES = 64 * 1024;
    private static final String UP = "UP";

    private final SmallAnswers answers;
    private final JsonMapper json;
    private final Duration timeout;

    HealthReports(SmallAnswers answers, JsonMapper json, StatusProperties properties) {
        this.answers = answers;
        this.json = json;
        timeout = properties.timeout();
    }

    HealthReport of(URI health) {
        long begin = System.nanoTime();
        try {
            SmallAnswers.SmallAnswer answer = answers.get(health, timeout, MAX_BYTES);
            long latency = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            JsonNode report = json.readTree(answer.body());
            return new HealthReport(isUp(report) ? Condition.UP : Condition.DEGRADED, latency, components(report));
        } catch (IOException | JacksonException failure) {
            log.debug("No health from {}: {}", health, failure.toString());
            return HealthReport.NONE;
        }
    }

    /** Whether something answers at all there, and not with an error. */
    Condition reachable(URI url) {
        try {
            return answers.get(url, timeout, MAX_BYTES).status() < 400 ? Condition.UP : Condition.DEGRADED;
        } catch (IOException failure) {
            log.debug("No answer from {}: {}", url, failure.toString());
            return Condition.DOWN;
        }
    }

    private static Map<String, Condition> components(JsonNode report) {
        Map<String, Condition> components = new HashMap<>();
        report.path("components").properties().forEach(component -> components.put(component.getKey(),
                isUp(component.getValue()) ? Condition.UP : Condition.DOWN));
        return components;
    }

    private static boolean isUp(JsonNode report) {
        return UP.equals(report.path("status").asString(""));
    }
}
