package dev.apk8s.warehouse.engine;

import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether the engine answers and has started. Not part of readiness: the service says clearly when it does not. */
@Component("engineHealthIndicator")
final class EngineHealth extends AbstractHealthIndicator {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final EngineHttp http;

    EngineHealth(EngineHttp http) {
        super("The SQL engine does not answer");
        this.http = http;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws IOException, InterruptedException {
        if (http.isStarted(LIMIT)) {
            health.up();
        } else {
            health.outOfService();
        }
    }
}
