package dev.apk8s.lake.snapshot;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/snapshots")
@Tag(name = "Snapshots")
final class SnapshotsController {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,120}");

    private final Snapshots snapshots;

    SnapshotsController(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @PostMapping
    @Allowed({Role.OPERATOR, Role.SCIENTIST})
    @Operation(summary = "Take a snapshot of a stream", description = """
            All events that the log kept from `from` on and before `to`, without a limit, as CSV or Parquet under \
            `<prefix><id>/` in a bucket, with `_manifest.json` beside them. Which events are in it is decided before the \
            answer; the files follow. Ask for the snapshot to see how far it is.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"stream":"sensor","from":"2026-01-01T00:00:00Z","format":"parquet","bucket":"exports"}""")))
    @ApiResponse(responseCode = "202", description = "It is decided what is in it.")
    ResponseEntity<SnapshotView> create(@RequestBody SnapshotRequest request, Caller caller) {
        Snapshot snapshot = snapshots.create(request, caller);
        return ResponseEntity.accepted().location(URI.create("/api/v1/lake/snapshots/" + snapshot.id()))
                .body(SnapshotView.of(snapshot));
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List snapshots", description = """
            On demand and of schedules, the latest first.

            `GET /api/v1/lake/snapshots?limit=20`""")
    SnapshotView.Page list(
            @RequestParam(required = false) @Parameter(description = "The `next` of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit, Caller caller) {
        if (after != null && !TOKEN.matcher(after).matches()) {
            throw ProblemException.invalidField("after", "the token was not made here");
        }
        List<Snapshot> page = snapshots.latest(caller, after == null ? "" : after, limit + 1);
        boolean more = page.size() > limit;
        List<Snapshot> shown = more ? page.subList(0, limit) : page;
        return new SnapshotView.Page(shown.stream().map(SnapshotView::of).toList(),
                more ? shown.getLast().id() : null);
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See how far a snapshot is", description = """
            With rows, bytes and the share that is done; in the end with its manifest and the manifest's SHA-256, or with \
            the reason why it failed.""")
    SnapshotView get(@PathVariable String id, Caller caller) {
        return SnapshotView.of(snapshots.require(caller, id));
    }

    @DeleteMapping("/{id}")
    @Allowed({Role.OPERATOR, Role.SCIENTIST})
    @Operation(summary = "Cancel a snapshot", description = """
            What it wrote is deleted. One that is over, or that a schedule made, stays as it is: the answer says how it \
            stands.""")
    SnapshotView cancel(@PathVariable String id, Caller caller) {
        return SnapshotView.of(snapshots.cancel(caller, id));
    }
}
