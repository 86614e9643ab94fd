package dev.apk8s.ingest.mqtt;

import dev.apk8s.ingest.device.Device;
import dev.apk8s.ingest.intake.Intake;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.identity.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps messages that cannot become events, with the reason, as dead letters. */
@Component
final class RefusedMessages {
    /** Where messages are kept that belong to no stream that devices write to. */
    static final String NO_STREAM = "messages";
    private static final String CONSUMER = "mqtt";

    private final DeadLetters deadLetters;
    private final int largest;

    RefusedMessages(DeadLetters deadLetters, Intake intake) {
        this.deadLetters = deadLetters;
        this.largest = intake.maxEventBytes();
    }

    CompletableFuture<Verdict> keep(Arrival arrival, String code, String reason) {
        return keep(NO_STREAM, arrival, Caller.DEFAULT_TENANT, null, code, reason);
    }

    CompletableFuture<Verdict> keep(Arrival arrival, Device device, String code, String reason) {
        return keep(NO_STREAM, arrival, device.tenant(), device, code, reason);
    }

    CompletableFuture<Verdict> keep(Arrival arrival, Device device, Stream stream, String code, String reason) {
        return keep(stream.topic(), arrival, device.tenant(), device, code, reason);
    }

    private CompletableFuture<Verdict> keep(String topic, Arrival arrival, String tenant,
            @Nullable Device device, String code, String reason) {
        String id = device == null ? null : device.id();
        String source = id == null ? "/mqtt" : "/devices/" + id;
        Event event = new Event(arrival.id(), source, arrival.type() == null ? Intake.READING : arrival.type(),
                time(arrival), null, tenant, id, payload(arrival));
        return deadLetters.keep(topic, event, CONSUMER, code, reason + shortened(arrival))
                .thenApply(_ -> Verdict.REFUSED);
    }

    /** The log takes no record much larger than an event: what is too large is kept in part. */
    private byte[] payload(Arrival arrival) {
        return arrival.payload().length > largest ? Arrays.copyOf(arrival.payload(), largest) : arrival.payload();
    }

    private String shortened(Arrival arrival) {
        return arrival.payload().length > largest
                ? " Only the first " + largest + " of its " + arrival.payload().length + " bytes are kept."
                : "";
    }

    private static Instant time(Arrival arrival) {
        try {
            Instant given = arrival.timeOrNull();
            return given == null ? Instant.now() : given;
        } catch (DateTimeException unreadable) {
            return Instant.now();
        }
    }
}
