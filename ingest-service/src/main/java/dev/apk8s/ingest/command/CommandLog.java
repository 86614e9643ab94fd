package dev.apk8s.ingest.command;

import dev.apk8s.ingest.device.Device;
import dev.apk8s.ingest.device.Devices;
import dev.apk8s.ingest.mqtt.CommandReplies;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.identity.Caller;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes commands, and what happens to them, to their topic. An outcome's event id follows from the command, so that
 * one that is told twice is one document.
 */
@Component
final class CommandLog implements CommandReplies {
    static final String TOPIC = "commands";
    static final String COMMAND = "dev.apk8s.command";
    static final String OUTCOME = "dev.apk8s.command.outcome";
    private static final String ANSWER = "dev.apk8s.command.answer";
    private static final String CONSUMER = "commands";
    private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final Devices devices;
    private final CommandView view;
    private final JsonMapper json;
    private final int largestAnswer;

    CommandLog(EventPublisher publisher, DeadLetters deadLetters, Devices devices, CommandView view,
            JsonMapper json, CommandProperties properties) {
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.devices = devices;
        this.view = view;
        this.json = json;
        this.largestAnswer = Math.toIntExact(properties.maxPayload().toBytes());
    }

    CompletableFuture<RecordMetadata> keep(String tenant, Command command) {
        return publisher.publish(TOPIC, event(tenant, command, "/users/" + command.sender()));
    }

    /** As {@link #keep(String, Command)}, of one that no user sent. */
    CompletableFuture<RecordMetadata> keep(String tenant, Command command, String source,
            @Nullable String traceParent) {
        return publisher.publish(TOPIC, event(tenant, command, source), traceParent);
    }

    private Event event(String tenant, Command command, String source) {
        return new Event(command.command(), source, COMMAND, Instant.now(), command.command(), tenant,
                command.device(), json.writeValueAsBytes(command));
    }

    /** Notes what happened. Completes when the log has it. */
    CompletableFuture<RecordMetadata> note(String tenant, CommandOutcome happened, @Nullable String traceParent) {
        Event event = new Event(happened.command() + "." + happened.outcome().name().toLowerCase(Locale.ROOT),
                "/devices/" + happened.device(), OUTCOME, happened.time(), happened.command(), tenant,
                happened.device(), json.writeValueAsBytes(happened));
        return publisher.publish(TOPIC, event, traceParent);
    }

    @Override
    public CompletableFuture<Boolean> answered(String device, String command, byte[] payload,
            @Nullable String traceParent) {
        String tenant = tenantOf(device);
        if (!COMMAND_ID.matcher(command).matches()) {
            return refuse(tenant, device, "unknown", payload, "NO_SUCH_COMMAND",
                    "The last level of the topic is no command's id.");
        }
        if (payload.length > largestAnswer) {
            return refuse(tenant, device, command, Arrays.copyOf(payload, largestAnswer), "ANSWER_TOO_LARGE",
                    "An answer may have " + largestAnswer + " bytes at most; so many of them are kept.");
        }
        JsonNode answer;
        try {
            answer = json.readTree(payload);
        } catch (JacksonException malformed) {
            return refuse(tenant, device, command, payload, "ANSWER_NOT_JSON", malformed.getOriginalMessage());
        }
        if (answer.isMissingNode()) {
            return refuse(tenant, device, command, payload, "ANSWER_NOT_JSON", "The answer is empty.");
        }
        var outcome = new CommandOutcome(command, device, Outcome.ANSWERED, Instant.now(),
                json.writeValueAsString(answer));
        return note(tenant, outcome, traceParent == null ? view.traceOf(command) : traceParent).thenApply(_ -> true);
    }

    @Override
    public CompletableFuture<?> delivered(String device, String command) {
        var outcome = new CommandOutcome(command, device, Outcome.DELIVERED, Instant.now(), null);
        return note(tenantOf(device), outcome, view.traceOf(command));
    }

    private CompletableFuture<Boolean> refuse(String tenant, String device, String command, byte[] payload,
            String code, String reason) {
        Event event = new Event(command + ".refused", "/devices/" + device, ANSWER, Instant.now(), command, tenant,
                device, payload);
        return deadLetters.keep(TOPIC, event, CONSUMER, code, reason).thenApply(_ -> false);
    }

    private String tenantOf(String device) {
        return devices.find(device).map(Device::tenant).orElse(Caller.DEFAULT_TENANT);
    }
}
