package dev.apk8s.ingest.command;

import dev.apk8s.ingest.mqtt.DevicePublisher;
import dev.apk8s.ingest.mqtt.DevicePublisher.Outgoing;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.event.RecordFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Publishes the commands that the log has, in its order, and notes that on the log. Offsets are committed after both:
 * a command whose sending was cut short is sent again, with the same id.
 */
final class CommandSender {
    private static final int AT_ONCE = 100;
    private static final long PATIENCE_SECONDS = 10;

    private final DevicePublisher publisher;
    private final CommandLog log;
    private final CommandView view;
    private final JsonMapper json;

    CommandSender(DevicePublisher publisher, CommandLog log, CommandView view, JsonMapper json) {
        this.publisher = publisher;
        this.log = log;
        this.view = view;
        this.json = json;
    }

    void send(List<ConsumerRecord<String, byte[]>> batch) throws Exception {
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Event event = EventHeaders.read(batch.get(index));
            if (event.type().equals(CommandLog.COMMAND)) {
                running.add(send(batch.get(index), event, read(event, index)));
            }
            if (running.size() == AT_ONCE) {
                finish(running);
            }
        }
        finish(running);
    }

    private CompletableFuture<?> send(ConsumerRecord<String, byte[]> entry, Event event, Command command) {
        boolean sentBefore = view.find(command.command())
                .filter(state -> state.happened().containsKey(Outcome.SENT)).isPresent();
        Duration left = Duration.between(Instant.now(), command.expires());
        if (sentBefore || left.isNegative() || left.isZero()) {
            return CompletableFuture.completedFuture(null);
        }
        String traceParent = EventHeaders.text(entry.headers(), EventHeaders.TRACE_PARENT);
        return publisher.publish(outgoing(command, left, traceParent))
                .thenCompose(_ -> log.note(event.tenant(), new CommandOutcome(command.command(), command.device(),
                        Outcome.SENT, Instant.now(), null), traceParent));
    }

    private Outgoing outgoing(Command command, Duration left, @Nullable String traceParent) {
        ObjectNode body = json.createObjectNode().put("command", command.command()).put("name", command.name());
        if (command.payload() != null) {
            body.putRawValue("payload", new RawValue(command.payload()));
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("id", command.command());
        properties.put("name", command.name());
        if (traceParent != null) {
            properties.put(EventHeaders.TRACE_PARENT, traceParent);
        }
        String path = command.device() + "/" + command.command();
        return new Outgoing("commands/" + path, "responses/" + path, command.command(),
                Math.max(1, left.toSeconds()), properties, json.writeValueAsBytes(body));
    }

    private Command read(Event event, int index) {
        try {
            return json.readValue(event.data(), Command.class);
        } catch (JacksonException malformed) {
            throw new RecordFailedException(index, "COMMAND_MALFORMED", malformed.getOriginalMessage(), malformed);
        }
    }

    /** An exception has the whole batch tried again, until the broker and the log are back. */
    private static void finish(List<CompletableFuture<?>> running) throws Exception {
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        running.clear();
    }
}
