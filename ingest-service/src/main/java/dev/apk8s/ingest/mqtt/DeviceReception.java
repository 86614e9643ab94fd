package dev.apk8s.ingest.mqtt;

import dev.apk8s.ingest.device.Device;
import dev.apk8s.ingest.device.DeviceError;
import dev.apk8s.ingest.device.Devices;
import dev.apk8s.ingest.intake.Intake;
import dev.apk8s.ingest.intake.IntakeError;
import dev.apk8s.ingest.intake.Receipt;
import dev.apk8s.ingest.intake.Sender;
import dev.apk8s.ingest.intake.Submission;
import dev.apk8s.ingest.mqtt.DeviceTopic.Answer;
import dev.apk8s.ingest.mqtt.DeviceTopic.Reading;
import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.StreamError;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.event.LogUnavailableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands what devices publish to the intake, and what cannot become an event to the dead letters. */
@Component
@OnlyInRole(OnlyInRole.EDGE)
final class DeviceReception implements Reception {
    private static final Logger log = LoggerFactory.getLogger(DeviceReception.class);
    private static final String UNEXPECTED = "INTERNAL_ERROR";

    private final Devices devices;
    private final Streams streams;
    private final Intake intake;
    private final CommandReplies replies;
    private final RefusedMessages refused;

    DeviceReception(Devices devices, Streams streams, Intake intake, CommandReplies replies,
            RefusedMessages refused) {
        this.devices = devices;
        this.streams = streams;
        this.intake = intake;
        this.replies = replies;
        this.refused = refused;
    }

    @Override
    public CompletableFuture<Verdict> receive(Arrival arrival) {
        CompletableFuture<Verdict> verdict;
        try {
            verdict = route(arrival);
        } catch (RuntimeException unexpected) {
            verdict = CompletableFuture.failedFuture(unexpected);
        }
        return verdict.exceptionallyCompose(failure -> afterFailure(arrival, failure));
    }

    private CompletableFuture<Verdict> route(Arrival arrival) {
        Optional<DeviceTopic> topic = DeviceTopic.parse(arrival.topic());
        if (topic.isEmpty()) {
            return refused.keep(arrival, "TOPIC_UNKNOWN", "No device publishes on " + arrival.topic());
        }
        Optional<Device> device = devices.find(topic.get().device());
        if (device.isEmpty()) {
            return refused.keep(arrival, DeviceError.NO_SUCH_DEVICE.name(),
                    "There is no device '" + topic.get().device() + "'.");
        }
        if (!device.get().enabled()) {
            return refused.keep(arrival, device.get(), DeviceError.DEVICE_DISABLED.name(), "The device is disabled.");
        }
        return switch (topic.get()) {
            case Reading reading -> reading(arrival, reading, device.get());
            case Answer answer -> replies
                    .answered(answer.device(), answer.command(), arrival.payload(), arrival.traceParent())
                    .thenApply(kept -> kept ? Verdict.KEPT : Verdict.REFUSED);
        };
    }

    private CompletableFuture<Verdict> reading(Arrival arrival, Reading reading, Device device) {
        Stream stream = streams.find(device.tenant(), reading.stream()).orElse(null);
        if (stream == null) {
            return refused.keep(arrival, device, StreamError.NO_SUCH_STREAM.name(),
                    "There is no stream '" + reading.stream() + "'.");
        }
        if (!stream.writable()) {
            return refused.keep(arrival, device, StreamError.STREAM_NOT_WRITABLE.name(),
                    "Only the platform writes to '" + reading.stream() + "'.");
        }
        Instant time;
        try {
            time = arrival.timeOrNull();
        } catch (DateTimeException unreadable) {
            return refused.keep(arrival, device, stream, IntakeError.EVENT_ATTRIBUTE_INVALID.name(),
                    "The user property 'time' must be an ISO 8601 instant: " + unreadable.getMessage());
        }
        Submission submission = new Submission(arrival.id(), arrival.type(), time, null, null, arrival.payload());
        Receipt receipt = intake.accept(stream, Sender.device(device.tenant(), device.id()), submission,
                arrival.traceParent());
        return switch (receipt) {
            case Receipt.Sent sent -> sent.kept().thenApply(_ -> Verdict.KEPT);
            case Receipt.Refused why -> refused.keep(arrival, device, stream, why.code().name(), why.message());
        };
    }

    /** Only an absent log is worth another try: what fails for any other reason would fail for ever. */
    private CompletableFuture<Verdict> afterFailure(Arrival arrival, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof LogUnavailableException away && !away.isTooLarge()) {
            return CompletableFuture.failedFuture(away);
        }
        log.error("A message on {} cannot be processed", arrival.topic(), cause);
        return refused.keep(arrival, UNEXPECTED, String.valueOf(cause.getMessage()));
    }
}
