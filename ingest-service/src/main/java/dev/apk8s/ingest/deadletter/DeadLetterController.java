package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.deadletter.DeadLetter.State;
import dev.apk8s.ingest.deadletter.DeadLetterAnswer.Detail;
import dev.apk8s.ingest.deadletter.DeadLetterAnswer.Listing;
import dev.apk8s.ingest.deadletter.DeadLetterAnswer.Summary;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/dead-letters")
@Tag(name = "Dead letters")
final class DeadLetterController {
    private static final int MAX_TOKEN = 1_000;

    private final DeadLetterOffice office;
    private final JsonMapper json;

    DeadLetterController(DeadLetterOffice office, JsonMapper json) {
        this.office = office;
        this.json = json;
    }

    /** Which open letters are to be replayed. */
    @Schema(name = "DeadLetterReplay")
    record ReplayRequest(@Schema(description = "Only of this stream.") @Nullable String stream,
            @Schema(description = "Only with this code.") @Nullable String code,
            @Schema(description = "How many at most; 100 if not given.") @Min(1) @Max(10_000) @Nullable Integer limit) {}

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List dead letters", description = """
            What could not be processed, newest first: each with a code and the reason.

            `GET /api/v1/dead-letters?stream=sensor&state=open`""")
    Listing list(@RequestParam(required = false) @Parameter(example = "sensor") @Nullable String stream,
            @RequestParam(required = false) @Parameter(description = "open, replayed or discarded", example = "open") @Nullable String state,
            @RequestParam(required = false) @Parameter(example = "MAPPING_CONFLICT") @Nullable String code,
            @RequestParam(required = false) @Parameter(description = "The 'next' of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size, Caller caller) {
        var filter = new DeadLetterFilter(caller.tenant(), blankToNull(stream), state(state), blankToNull(code));
        DeadLetterIndex.Page page = office.list(filter, size, decode(after));
        JsonNode last = page.last();
        return new Listing(page.letters().stream().map(Summary::of).toList(), page.total(),
                last == null || page.letters().size() < size ? null : encode(last));
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a dead letter", description = """
            With the reason, the headers and the payload that it came with.

            `GET /api/v1/dead-letters/sensor.dlt-0-12`""")
    Detail read(@PathVariable @Parameter(example = "sensor.dlt-0-12") String id, Caller caller) {
        return Detail.of(office.read(id, caller), json::writeValueAsString);
    }

    @PostMapping("/{id}/replay")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Send a dead letter again", description = """
            To the topic it was meant for, with the same event id, after what stood in its way was mended. \
            Asking twice sends it once.

            `POST /api/v1/dead-letters/sensor.dlt-0-12/replay`""")
    Summary replay(@PathVariable @Parameter(example = "sensor.dlt-0-12") String id, Caller caller) {
        return Summary.of(office.replay(id, caller));
    }

    @PostMapping("/{id}/discard")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Give up a dead letter", description = """
            It stays readable, and is not replayed any more.

            `POST /api/v1/dead-letters/sensor.dlt-0-12/discard`""")
    Summary discard(@PathVariable @Parameter(example = "sensor.dlt-0-12") String id, Caller caller) {
        return Summary.of(office.discard(id, caller));
    }

    @PostMapping("/replay")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Send many dead letters again", description = """
            The newest open ones that match, a bounded number at a time: repeat it while `remaining` is not 0.

            `POST /api/v1/dead-letters/replay {"stream":"sensor","code":"FIELD_LIMIT"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"stream":"sensor","code":"FIELD_LIMIT","limit":100}""")))
    DeadLetterOffice.Replay replayAll(@RequestBody @Valid ReplayRequest request, Caller caller) {
        Integer limit = request.limit();
        return office.replayAll(new DeadLetterFilter(caller.tenant(), blankToNull(request.stream()), State.OPEN,
                blankToNull(request.code())), limit == null ? 100 : limit, caller);
    }

    private static @Nullable State state(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalidField("state", "'" + text + "' is none of open, replayed, discarded");
        }
    }

    private String encode(JsonNode last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(last));
    }

    private @Nullable JsonNode decode(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return null;
        }
        try {
            JsonNode last = after.length() > MAX_TOKEN ? null : json.readTree(Base64.getUrlDecoder().decode(after));
            if (last != null && last.size() == 2 && last.path(0).isIntegralNumber() && last.path(1).isString()) {
                return last;
            }
            throw ProblemException.invalidField("after", "the token was not made here");
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw ProblemException.invalidField("after", "the token was not made here");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
