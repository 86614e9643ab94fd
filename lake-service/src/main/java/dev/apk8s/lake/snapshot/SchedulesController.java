package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Format;
import dev.apk8s.lake.snapshot.Schedule.Place;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/snapshot-schedules")
@Tag(name = "Snapshots")
final class SchedulesController {
    private final Schedules schedules;
    private final HourlyProperties properties;

    SchedulesController(Schedules schedules, HourlyProperties properties) {
        this.schedules = schedules;
        this.properties = properties;
    }

    /** Where the snapshots of a stream go. */
    @Schema(name = "SnapshotScheduleRequest")
    record ScheduleRequest(@Schema(description = "Required.") @Nullable String bucket,
            @Schema(description = "What the keys begin with; the stream's name and a slash if not given.") @Nullable String prefix,
            @Schema(description = "csv or parquet; csv if not given.") @Nullable String format,
            @Schema(description = "Begin, or begin anew, with the hour of this time, as far back as the log has it.") @Nullable Instant from) {}

    /**
     * A schedule as its users see it.
     *
     * @param next the beginning of the hour that is taken next
     * @param configured whether the configuration declares it
     */
    @Schema(name = "SnapshotSchedule")
    record ScheduleView(String stream, String bucket, String prefix, Format format,
            @Schema(type = "string", example = "PT1H") Duration period, Instant next, Instant declaredAt,
            boolean configured) {}

    /** All of a tenant. */
    @Schema(name = "SnapshotSchedules")
    record ScheduleList(List<ScheduleView> schedules) {}

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List schedules", description = "Streams of which every hour is taken.")
    ScheduleList list(Caller caller) {
        return new ScheduleList(schedules.of(caller).stream().map(this::view).toList());
    }

    @GetMapping("/{stream}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a schedule")
    ScheduleView get(@PathVariable String stream, Caller caller) {
        return view(schedules.require(caller, stream));
    }

    @PutMapping("/{stream}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Have every hour of a stream taken", description = """
            To `<prefix><yyyy>/<MM-dd-HH>.csv` with `_<MM-dd-HH>.manifest.json` beside it, a while after the hour is \
            over. Hours that were missed are made up for, the oldest first, as far as the log has them. An hour that is in \
            the lake is not taken again.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"bucket":"exports","prefix":"hourly/vibration/","format":"csv"}""")))
    ScheduleView put(@PathVariable String stream, @RequestBody ScheduleRequest request, Caller caller) {
        String bucket = request.bucket();
        if (bucket == null || bucket.isBlank()) {
            throw ProblemException.invalidField("bucket", "is required");
        }
        Instant from = request.from();
        if (from != null && from.isAfter(Instant.now())) {
            throw ProblemException.invalidField("from", "must not be in the future");
        }
        Place place = new Place(bucket, SnapshotRequest.prefix(request.prefix(), stream + "/"),
                SnapshotRequest.format(request.format()));
        return view(schedules.put(caller, stream, place, from));
    }

    @DeleteMapping("/{stream}")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Take no more hours of a stream", description = "What was taken stays in the lake.")
    @ApiResponse(responseCode = "204", description = "Withdrawn.")
    ResponseEntity<Void> delete(@PathVariable String stream, Caller caller) {
        schedules.delete(caller, stream);
        return ResponseEntity.noContent().build();
    }

    private ScheduleView view(Schedule schedule) {
        Place place = schedule.place();
        return new ScheduleView(schedule.stream(), place.bucket(), place.prefix(), place.format(),
                properties.period(), schedule.cursor().next(), schedule.declared(), schedule.configured());
    }
}
