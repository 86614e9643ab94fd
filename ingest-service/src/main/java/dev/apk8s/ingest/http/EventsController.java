package dev.apk8s.ingest.http;

import dev.apk8s.ingest.intake.Sender;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.StreamError;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes events over HTTP. */
@RestController
@RequestMapping("/api/v1/streams/{stream}/events")
@Tag(name = "Events")
class EventsController {
    private final Streams streams;
    private final HttpIntake intake;

    EventsController(Streams streams, HttpIntake intake) {
        this.streams = streams;
        this.intake = intake;
    }

    @PostMapping(consumes = {EventForm.JSON, EventForm.NDJSON, EventForm.CLOUD_EVENT, EventForm.CLOUD_EVENT_BATCH})
    @Allowed({Role.DEVICE, Role.OPERATOR})
    @Operation(summary = "Send events to a stream", description = """
            One JSON object, an array of them, one a line (NDJSON), or CloudEvents (binary, structured, batched); \
            gzip by Content-Encoding. The answer comes when the event log has what it lists as accepted. \
            The same event id twice is one document: CloudEvents bring their id, for plain JSON the header \
            Idempotency-Key gives it, with each event's position added.""")
    @ApiResponse(responseCode = "202", description = "All events are kept.")
    @ApiResponse(responseCode = "207", description = "Some events are kept, the others are listed with the reason.")
    @RequestBody(content = @Content(mediaType = EventForm.JSON, examples = @ExampleObject(value = """
            [{"device":"lab-d1","temp":51540,"load":0.37},{"device":"lab-d1","temp":51600,"load":0.41}]""")))
    ResponseEntity<BatchAnswer> send(@Parameter(example = "sensor") @PathVariable String stream, Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Parameter(description = "return=minimal leaves the lists of ids out") @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        Stream target = streams.require(caller.tenant(), stream);
        if (!target.writable()) {
            throw new ProblemException(StreamError.STREAM_NOT_WRITABLE,
                    "Only the platform writes to stream '" + stream + "'.");
        }
        BatchAnswer answer = intake.accept(target, Sender.of(caller, null), request);
        HttpStatus status = answer.rejectedCount() == 0 ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS;
        boolean minimal = prefer != null && prefer.contains("return=minimal");
        return ResponseEntity.status(status).body(minimal
                ? new BatchAnswer(answer.acceptedCount(), answer.rejectedCount(), null, answer.rejected())
                : answer);
    }
}
