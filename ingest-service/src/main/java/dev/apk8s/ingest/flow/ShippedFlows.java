package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.start.Rehearsal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Declares the flows that come with the platform when the service has started. What a user changed stays changed. */
@Component
@OnlyInRole(OnlyInRole.FLOWS)
class ShippedFlows implements Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(ShippedFlows.class);
    private static final String BY = "configuration";

    private final Flows flows;
    private final FlowReader reader;
    private final Map<String, FlowProperties.Shipped> todo;
    private volatile boolean ready;

    ShippedFlows(Flows flows, FlowReader reader, FlowProperties properties) {
        this.flows = flows;
        this.reader = reader;
        this.todo = new ConcurrentHashMap<>(properties.shipped());
    }

    /** Again and again while the log does not answer; then no more. */
    @Scheduled(initialDelay = 0, fixedDelay = 10_000)
    synchronized void declare() {
        if (!ready || todo.isEmpty()) {
            return;
        }
        todo.keySet().removeIf(name -> {
            try {
                follow(name, Objects.requireNonNull(todo.get(name)));
                return true;
            } catch (ProblemException refused) {
                boolean comesAgain = refused.code().status().is5xxServerError()
                        || refused.code() == CommonError.CONFLICT;
                log.warn("The flow {} that comes with the platform {}: {}", name,
                        comesAgain ? "is looked at again soon" : "is refused", refused.detail());
                return !comesAgain;
            }
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        ready = true;
        declare();
    }

    @Override
    public void rehearse() {
        todo.values().forEach(shipped -> reader.plan(read(shipped)));
    }

    private void follow(String name, FlowProperties.Shipped shipped) {
        Optional<Flow> known = flows.find(Caller.DEFAULT_TENANT, name);
        if (!shipped.enabled()) {
            if (known.filter(flow -> flow.running() && flow.changedBy().equals(BY)).isPresent()) {
                flows.pause(Caller.DEFAULT_TENANT, name, BY);
            }
            return;
        }
        if (known.isPresent() && !known.get().changedBy().equals(BY)) {
            return;
        }
        JsonNode definition = read(shipped);
        if (!definition.path("name").asString("").equals(name)) {
            throw ProblemException.invalidField("name", "must be '" + name + "', as in the configuration");
        }
        flows.declare(Caller.DEFAULT_TENANT, definition, BY);
        flows.start(Caller.DEFAULT_TENANT, name, new From.Earliest(), BY);
    }

    private JsonNode read(FlowProperties.Shipped shipped) {
        try (InputStream declaration = shipped.declaration().getInputStream()) {
            return reader.parse(declaration.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The flow " + shipped.declaration().getDescription() + " cannot be read",
                    unreadable);
        }
    }
}
