package dev.apk8s.ingest.live;

import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.CallerAuthentication;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Live")
final class LiveController {
    private static final Logger log = LoggerFactory.getLogger(LiveController.class);

    private final Streams streams;
    private final EventStreams eventStreams;
    private final LogReaders readers;
    private final LiveConnections connections;
    private final LiveProperties properties;
    private final JsonMapper json;

    LiveController(Streams streams, EventStreams eventStreams, LogReaders readers, LiveConnections connections,
            LiveProperties properties, JsonMapper json) {
        this.streams = streams;
        this.eventStreams = eventStreams;
        this.readers = readers;
        this.connections = connections;
        this.properties = properties;
        this.json = json;
    }

    /**
     * Runs on the request's own thread, which is virtual: a client that does not read holds up nothing but its own
     * consumer, and the log is the buffer.
     */
    @GetMapping(path = "/api/v1/streams/{stream}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed(Role.VIEWER)
    @Operation(summary = "Listen to a stream", description = """
            Server-sent events, each as soon as the log has it. The id of an event is a position in the log: a client \
            that comes back with it as `Last-Event-ID` gets what follows, without loss or repeat. Where the log does \
            not keep that any more, an event `gap` says so. The connection ends, with an event `end`, when the token does.

            `GET /api/v1/streams/sensor/live?device=lab-d1`""")
    @ApiResponse(responseCode = "200", description = "Events without end.", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string"), examples = @ExampleObject(value = """
            id: 1k.0.7
            data: {"id":"01978f2e","type":"dev.apk8s.reading","source":"/devices/lab-d1","device":"lab-d1","stream":"sensor","time":"2026-11-01T08:00:00Z","data":{"device":"lab-d1","temp":51540,"load":0.37}}
            """)))
    void listen(@PathVariable @Parameter(example = "sensor") String stream,
            @RequestParam(required = false) @Parameter(description = "Only events of this device.", example = "lab-d1") @Nullable String device,
            @RequestParam(required = false) @Parameter(description = "Begin with what was kept at this time, ISO 8601, instead of now.", example = "2026-11-01T08:00:00Z") @Nullable String from,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "lastEventId", required = false) @Parameter(description = "As the header Last-Event-ID, for clients that cannot set one.") @Nullable String lastEventIdParameter,
            Caller caller, Authentication authentication, HttpServletResponse response) throws IOException {
        Stream found = streams.require(caller.tenant(), stream);
        Instant time = time(from);
        String last = lastEventId == null || lastEventId.isBlank() ? lastEventIdParameter : lastEventId;
        try (var _ = connections.take(); LogReader reader = readers.open(found.topic())) {
            begin(reader, last, time);
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(java.nio.charset.StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
            response.setHeader("X-Accel-Buffering", "no");
            var session = new LiveSession(reader, new EventWriter(response.getOutputStream()), found,
                    new LiveSession.Audience(caller.tenant(), device, end(authentication)), eventStreams, json);
            try (var _ = connections.enter(session)) {
                session.run(properties.heartbeat());
            }
        } catch (KafkaException away) {
            if (!response.isCommitted()) {
                throw LogReaders.unavailable(away);
            }
            log.warn("A live connection to {} ends, its client will come back: {}", stream, away.getMessage());
        }
    }

    private static void begin(LogReader reader, @Nullable String last, @Nullable Instant time) {
        if (last != null && !last.isBlank()) {
            reader.resume(LivePosition.parse(last, reader.partitionCount()));
        } else if (time != null) {
            reader.beginAt(time);
        } else {
            reader.beginNow();
        }
    }

    private Instant end(Authentication authentication) {
        Instant longest = Instant.now().plus(properties.longest());
        Instant expires = authentication instanceof CallerAuthentication token ? token.expires() : null;
        return expires == null || expires.isAfter(longest) ? longest : expires;
    }

    private static @Nullable Instant time(@Nullable String from) {
        try {
            return from == null || from.isBlank() ? null : OffsetDateTime.parse(from).toInstant();
        } catch (DateTimeException invalid) {
            throw ProblemException.invalidField("from", "'" + from + "' is no time such as 2026-11-01T08:00:00Z");
        }
    }
}
