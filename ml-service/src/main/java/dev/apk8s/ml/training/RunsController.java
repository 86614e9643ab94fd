package dev.apk8s.ml.training;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.ml.lake.Access;
import dev.apk8s.ml.model.ModelName;
import dev.apk8s.ml.model.Stage;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.Revisioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/experiments/{experiment}/runs")
@Tag(name = "Experiments", description = "Training on data of the platform.")
final class RunsController {
    private static final double USUAL_TEST = 0.25;

    private final Runs runs;
    private final RunQueue queue;

    RunsController(Runs runs, RunQueue queue) {
        this.runs = runs;
        this.queue = queue;
    }

    @PostMapping
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Train a model", description = """
            `elastic-net` learns a number from others; `anomaly` learns what readings are usual, and its model answers \
            `score` and `anomaly`. The rows are read by the caller's own rights. The result is exported to ONNX, checked \
            against the trained model on the test rows, and registered. Ask for the run to see how far it is.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"algorithm":"elastic-net","source":{"object":{"bucket":"upload","key":"winequality-red.csv"}},\
            "target":"quality","parameters":{"alpha":0.5,"l1_ratio":0.5},\
            "register":{"model":"SkLearnWineModel","stage":"production"}}""")))
    @ApiResponse(responseCode = "202", description = "It is kept, and waits for its turn.")
    ResponseEntity<RunView> create(@PathVariable @Parameter(example = "SkLearnWineQuality") String experiment,
            @RequestBody @Valid TrainingRequest request, @Parameter(hidden = true) HttpServletRequest http,
            Caller caller) {
        ModelName.check("experiment", experiment);
        Run run = new Run(UuidCreator.getTimeOrderedEpoch().toString(), caller.tenant(), experiment, caller.name(),
                Instant.now(), plan(experiment, request), RunState.WAITING, new Run.Progress("waiting", 0),
                Instant.now(), null, null);
        queue.submit(run, caller, Access.ofCaller(http));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/experiments/" + experiment + "/runs/" + run.id()))
                .body(RunView.of(run));
    }

    private static Run.Plan plan(String experiment, TrainingRequest request) {
        Algorithm algorithm = request.algorithm();
        SourceRequest source = request.source();
        if (algorithm == null || source == null) {
            throw ProblemException.invalidField(algorithm == null ? "algorithm" : "source", "is required");
        }
        checkColumns(request, algorithm);
        TrainingRequest.Register register = request.register();
        String model = register == null ? null : register.model();
        Stage stage = register == null ? null : register.stage();
        Double test = request.test();
        return new Run.Plan(algorithm, source.source(), request.target(), request.columns(), request.labels(),
                algorithm.complete(request.parameters()), test == null ? USUAL_TEST : test,
                model == null ? experiment : model, stage == null ? Stage.NONE : stage);
    }

    private static void checkColumns(TrainingRequest request, Algorithm algorithm) {
        switch (algorithm) {
            case ELASTIC_NET -> {
                if (request.target() == null) {
                    throw ProblemException.invalidField("target", "is required by elastic-net");
                }
                if (request.labels() != null) {
                    throw ProblemException.invalidField("labels", "belongs to anomaly");
                }
            }
            case ANOMALY -> {
                if (request.target() != null) {
                    throw ProblemException.invalidField("target",
                            "belongs to elastic-net; what is an anomaly is told by labels");
                }
            }
        }
        List<String> columns = request.columns();
        if (columns != null && (columns.isEmpty() || new HashSet<>(columns).size() != columns.size())) {
            throw ProblemException.invalidField("columns", "must name at least one column, and none twice");
        }
        if (columns != null && columns.contains(request.target() == null ? request.labels() : request.target())) {
            throw ProblemException.invalidField("columns", "must not have the column that is to be told");
        }
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List an experiment's runs", description = "The latest first, as many as are kept.")
    RunView.Page list(@PathVariable @Parameter(example = "SkLearnWineQuality") String experiment, Caller caller) {
        List<RunView> found = runs.of(caller.tenant(), ModelName.check("experiment", experiment)).stream()
                .map(Revisioned::value).map(RunView::of).toList();
        if (found.isEmpty()) {
            throw ProblemException.notFound("There is no experiment '" + experiment + "'.");
        }
        return new RunView.Page(found.reversed());
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "See how far a run is", description = "In the end with its metrics and the version that it made, or with the reason why it failed.")
    RunView read(@PathVariable @Parameter(example = "SkLearnWineQuality") String experiment, @PathVariable String id,
            Caller caller) {
        return RunView.of(runs.require(caller.tenant(), experiment, id));
    }

    @DeleteMapping("/{id}")
    @Allowed(Role.SCIENTIST)
    @Operation(summary = "Cancel a run", description = "It stops at its next step, and registers nothing. One that is over or registers its model already stays as it is: the answer says how it stands.")
    RunView cancel(@PathVariable @Parameter(example = "SkLearnWineQuality") String experiment,
            @PathVariable String id, Caller caller) {
        Run run = runs.require(caller.tenant(), experiment, id);
        return RunView.of(runs.change(run, Run::cancelled)
                .orElseGet(() -> runs.require(caller.tenant(), experiment, id)));
    }
}
