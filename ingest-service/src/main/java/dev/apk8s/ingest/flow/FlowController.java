package dev.apk8s.ingest.flow;

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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Flows over the API. */
@RestController
@RequestMapping("/api/v1/flows")
@Tag(name = "Flows", description = "From a stream through steps to an effect.")
class FlowController {
    private static final String JSON = """
            {"name":"hot","source":"sensor","steps":[{"filter":"event.temp > 50000"},\
            {"window":{"value":"event.temp","over":"PT5M","into":"/window"}},{"publish":{"stream":"metrics"}}]}""";
    private static final String YAML = """
            name: hot
            source: sensor
            steps:
              - filter: event.temp > 50000
              - publish: metrics
            """;

    private final Flows flows;
    private final FlowReader reader;
    private final FlowTrial trial;
    private final FlowMeters meters;
    private final ObjectProvider<FlowRunners> runners;

    FlowController(Flows flows, FlowReader reader, FlowTrial trial, FlowMeters meters,
            ObjectProvider<FlowRunners> runners) {
        this.flows = flows;
        this.reader = reader;
        this.trial = trial;
        this.meters = meters;
        this.runners = runners;
    }

    /** From where a flow begins. */
    @Schema(name = "FlowStart")
    record Start(
            @Schema(description = "earliest, latest, or a time as ISO 8601 has it.", example = "2026-11-01T08:00:00Z") @Nullable String from) {}

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the flows")
    List<FlowView> list(Caller caller) {
        return flows.ofTenant(caller.tenant()).stream().map(FlowView::of).toList();
    }

    @GetMapping("/{flow}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a flow's declaration and state")
    FlowView get(@PathVariable String flow, Caller caller) {
        return FlowView.of(flows.require(caller.tenant(), flow));
    }

    @GetMapping("/{flow}/versions")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the versions of a flow", description = "The present one first, then the last ten before it.")
    List<FlowView.Version> versions(@PathVariable String flow, Caller caller) {
        Flow found = flows.require(caller.tenant(), flow);
        List<FlowView.Version> versions = new ArrayList<>();
        versions.add(new FlowView.Version(found.version(), found.definition(), found.changedBy(), found.changed()));
        found.past().forEach(past -> versions.add(
                new FlowView.Version(past.version(), past.definition(), past.changedBy(), past.changed())));
        return versions;
    }

    @PostMapping(consumes = {"application/json", "application/yaml", "application/x-yaml", "text/yaml"})
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Declare a flow, or a new version of it", description = """
            In JSON or YAML. A new flow is paused: try it, then start it. A new version of one that runs takes over where \
            the former is. The same declaration again changes nothing. Errors name the step: `steps[2].filter`.""")
    @ApiResponse(responseCode = "200", description = "There was such a flow; it now has this declaration.")
    @ApiResponse(responseCode = "201", description = "Declared, and paused.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = {
            @Content(mediaType = "application/json", schema = @Schema(type = "object"), examples = @ExampleObject(JSON)),
            @Content(mediaType = "application/yaml", schema = @Schema(type = "object"), examples = @ExampleObject(YAML))})
    ResponseEntity<FlowView> declare(@RequestBody byte[] declaration, Caller caller) {
        Flows.Declared declared = flows.declare(caller.tenant(), reader.parse(declaration), caller.name());
        FlowView view = FlowView.of(declared.flow());
        return declared.created()
                ? ResponseEntity.created(URI.create("/api/v1/flows/" + view.name())).body(view)
                : ResponseEntity.ok(view);
    }

    @DeleteMapping("/{flow}")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Delete a flow", description = "What it did stays done; its dead letters stay readable.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    ResponseEntity<Void> delete(@PathVariable String flow, Caller caller) {
        flows.delete(caller.tenant(), flow);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{flow}/start")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Start a flow", description = """
            For the first time from `from`, which is `latest` if not given; after a pause from where it was paused.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = false, content = @Content(mediaType = "application/json", examples = @ExampleObject("{\"from\":\"latest\"}")))
    FlowView start(@PathVariable String flow, @RequestBody(required = false) @Nullable Start start, Caller caller) {
        From from = From.read(start == null ? null : start.from(), new From.Latest());
        return FlowView.of(flows.start(caller.tenant(), flow, from, caller.name()));
    }

    @PostMapping("/{flow}/pause")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Pause a flow", description = "What comes meanwhile waits in the log.")
    FlowView pause(@PathVariable String flow, Caller caller) {
        return FlowView.of(flows.pause(caller.tenant(), flow, caller.name()));
    }

    @PostMapping("/{flow}/replay")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Run a flow again from a time", description = """
            It works on the events from then on again, and starts if it was paused. What it did for an event before it does \
            with the same ids, so that it is done once.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json", examples = @ExampleObject("{\"from\":\"2026-11-01T08:00:00Z\"}")))
    FlowView replay(@PathVariable String flow, @RequestBody Start start, Caller caller) {
        if (start.from() == null) {
            throw ProblemException.invalidField("from", "is required");
        }
        return FlowView.of(
                flows.replay(caller.tenant(), flow, From.read(start.from(), new From.Earliest()), caller.name()));
    }

    @PostMapping("/{flow}/try")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Try a flow on a sample", description = """
            Nothing is published, commanded or sent to a contract: what would be is told. Functions of the platform, \
            predictions and queries are asked; functions by URL are not, and need their answer in `answers`.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json", examples = @ExampleObject("{\"event\":{\"temp\":51540,\"load\":0.37},\"device\":\"lab-d1\"}")))
    FlowTrial.Result tryOut(@PathVariable String flow, @RequestBody FlowTrial.Sample sample, Caller caller) {
        return trial.run(flows.require(caller.tenant(), flow), sample);
    }

    @GetMapping("/{flow}/status")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See how a flow does", description = "Counts, latency and lag of each step, what the flow waits for, and how much waits for it.")
    FlowStatus status(@PathVariable String flow, Caller caller) {
        Flow found = flows.require(caller.tenant(), flow);
        FlowRun run = Optional.ofNullable(runners.getIfAvailable()).flatMap(running -> running.runOf(found))
                .orElse(null);
        return new FlowStatus(found.name(), found.version(), found.running(), flows.lag(found),
                run == null ? null : run.flow().version(), run == null ? null : run.waiting(), meters.since(),
                meters.status(found, reader.plan(found.definition())));
    }
}
