package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.ProcessorView.RunLog;
import dev.apk8s.lake.processor.ProcessorView.RunView;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/runs/{id}")
@Tag(name = "Processors")
final class RunController {
    private static final String EXAMPLE = "5f0c2b1a7d3e4c6f8a9b0c1d2e3f4a5b";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final RunStore runs;

    RunController(RunStore runs) {
        this.runs = runs;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read how far a run is, or what became of it", description = """
            `GET /api/v1/lake/runs/5f0c2b1a7d3e4c6f8a9b0c1d2e3f4a5b`""")
    RunView get(@PathVariable @Parameter(example = EXAMPLE) String id, Caller caller) {
        return RunView.of(require(id, caller));
    }

    @GetMapping("/log")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read the log of a run", description = """
            `GET /api/v1/lake/runs/5f0c2b1a7d3e4c6f8a9b0c1d2e3f4a5b/log`""")
    RunLog log(@PathVariable @Parameter(example = EXAMPLE) String id, Caller caller) {
        return new RunLog(require(id, caller).log());
    }

    private Run require(String id, Caller caller) {
        Optional<RunStore.Versioned> found = ID.matcher(id).matches() ? runs.find(id) : Optional.empty();
        return found.map(RunStore.Versioned::run).filter(run -> run.processor().tenant().equals(caller.tenant()))
                .orElseThrow(() -> new ProblemException(ProcessorError.NO_SUCH_RUN,
                        "None of this id, or none any more."));
    }
}
