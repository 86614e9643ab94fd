package dev.apk8s.ingest.intake;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.ingest.intake.Receipt.Refused;
import dev.apk8s.ingest.intake.Receipt.Sent;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Where every protocol hands in what it received: checks it against the stream, gives it an id, and sends it to the log. */
@Component
public class Intake {
    /** The type of events whose sender names none. */
    public static final String READING = "dev.apk8s.reading";
    private static final Pattern ATTRIBUTE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final EventPublisher publisher;
    private final IntakeProperties properties;
    private final EventChecker checker;
    private final MeterRegistry meters;
    private final Map<IntakeError, Counter> refusals = new ConcurrentHashMap<>();

    Intake(EventPublisher publisher, IntakeProperties properties, MeterRegistry meters) {
        this.publisher = publisher;
        this.properties = properties;
        this.checker = new EventChecker(properties);
        this.meters = meters;
    }

    /** Hands in one event. Never throws: what is wrong with the event is in the receipt. */
    public Receipt accept(Stream stream, Sender sender, Submission submission) {
        return accept(stream, sender, submission, null);
    }

    /** As {@link #accept(Stream, Sender, Submission)}, on behalf of a trace that began elsewhere. */
    public Receipt accept(Stream stream, Sender sender, Submission submission, @Nullable String traceParent) {
        // In milliseconds: the events of a batch then share their time, and the header that is made of it.
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        Optional<Refused> refused = check(stream, submission, now);
        if (refused.isPresent()) {
            return count(refused.get());
        }
        String id = submission.id() == null ? UuidCreator.getTimeOrderedEpochFast().toString() : submission.id();
        Event event = new Event(id, sender.source(submission.source()),
                submission.type() == null ? READING : submission.type(),
                submission.time() == null ? now : submission.time(), submission.subject(), sender.tenant(),
                sender.device(), submission.data());
        return new Sent(id, traceParent == null
                ? publisher.publish(stream.topic(), event)
                : publisher.publish(stream.topic(), event, traceParent));
    }

    /** The largest event in bytes: a protocol need not read more. */
    public int maxEventBytes() {
        return Math.toIntExact(properties.maxEvent().toBytes());
    }

    /** The refusal of an event that a protocol did not read to its end. */
    public Refused tooLarge() {
        return count(new Refused(IntakeError.EVENT_TOO_LARGE,
                "An event may have " + maxEventBytes() + " bytes at most.", null));
    }

    private Optional<Refused> check(Stream stream, Submission submission, Instant now) {
        if (submission.data().length > maxEventBytes()) {
            return Optional.of(new Refused(IntakeError.EVENT_TOO_LARGE,
                    "An event may have " + maxEventBytes() + " bytes at most.", null));
        }
        if (!isAttribute(submission.id())) {
            return invalidAttribute("id");
        }
        if (!isAttribute(submission.type())) {
            return invalidAttribute("type");
        }
        if (!isAttribute(submission.subject())) {
            return invalidAttribute("subject");
        }
        if (!isAttribute(submission.source())) {
            return invalidAttribute("source");
        }
        Instant time = submission.time();
        if (time != null
                && (time.isBefore(now.minus(properties.maxAge())) || time.isAfter(now.plus(properties.maxAhead())))) {
            return Optional.of(new Refused(IntakeError.EVENT_TIME_OUT_OF_RANGE, "The time " + time + " is more than "
                    + properties.maxAge() + " ago or more than " + properties.maxAhead() + " ahead.", "time"));
        }
        Optional<Refused> malformed = checker.check(submission.data());
        JsonNode schema = stream.schema();
        return malformed.isPresent() || schema == null ? malformed : checker.check(submission.data(), schema);
    }

    private static boolean isAttribute(@Nullable String attribute) {
        return attribute == null || ATTRIBUTE.matcher(attribute).matches();
    }

    private static Optional<Refused> invalidAttribute(String name) {
        return Optional.of(new Refused(IntakeError.EVENT_ATTRIBUTE_INVALID,
                "The attribute '" + name + "' must be 1 to 200 printable ASCII characters without spaces.", name));
    }

    private Refused count(Refused refused) {
        refusals.computeIfAbsent(refused.code(), code -> Counter.builder("apk8s.ingest.events.refused")
                .description("Events that no stream takes").tag("code", code.name()).register(meters)).increment();
        return refused;
    }
}
