package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.ProcessorView.Page;
import dev.apk8s.lake.processor.ProcessorView.Request;
import dev.apk8s.lake.processor.ProcessorView.RunView;
import dev.apk8s.lake.processor.ProcessorView.Runs;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/processors")
@Tag(name = "Processors")
final class ProcessorController {
    private final Processors processors;
    private final RunStore runs;
    private final BucketStore buckets;

    ProcessorController(Processors processors, RunStore runs, BucketStore buckets) {
        this.processors = processors;
        this.runs = runs;
        this.buckets = buckets;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the processors", description = "`GET /api/v1/lake/processors`")
    Page list(Caller caller) {
        return new Page(processors.of(caller.tenant()).stream().map(this::view).toList());
    }

    @GetMapping("/{name}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a processor", description = "`GET /api/v1/lake/processors/compress`")
    ProcessorView get(@PathVariable @Parameter(example = "compress") String name, Caller caller) {
        return view(processors.require(caller.tenant(), name));
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "Declare a processor", description = """
            From now on it takes each object that is put into the bucket, and whose key begins and ends as it says. The \
            result of `gzip` is `<key>.gz` in the target bucket.

            `POST /api/v1/lake/processors {"name":"pack","bucket":"exports","suffix":".csv","kind":"gzip",\
            "target":"processed"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"name":"pack","bucket":"exports","prefix":"packed/","suffix":".csv","kind":"gzip","target":"processed"}""")))
    ResponseEntity<ProcessorView> declare(@RequestBody Request request, Caller caller) {
        Processor processor = request.processor(caller.tenant());
        buckets.require(new BucketName(caller.tenant(), processor.bucket()));
        buckets.require(processor.targetBucket());
        processors.declare(processor);
        return ResponseEntity.created(URI.create("/api/v1/lake/processors/" + processor.name()))
                .body(view(processor));
    }

    @DeleteMapping("/{name}")
    @Allowed(Role.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw a processor", description = """
            It takes no further object. Runs that wait are still done.

            `DELETE /api/v1/lake/processors/pack`""")
    void withdraw(@PathVariable @Parameter(example = "pack") String name, Caller caller) {
        processors.withdraw(caller.tenant(), name);
    }

    @GetMapping("/{name}/runs")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the runs of a processor", description = """
            The latest first.

            `GET /api/v1/lake/processors/compress/runs?state=FAILED`""")
    Runs runs(@PathVariable @Parameter(example = "compress") String name,
            @RequestParam(required = false) @Parameter(example = "SUCCEEDED") Run.@Nullable State state,
            @RequestParam(required = false) @Parameter(description = "The 'next' of the page before.") @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit, Caller caller) {
        RunStore.Page page = runs.of(processors.require(caller.tenant(), name), state, after, limit);
        return new Runs(page.runs().stream().map(RunView::of).toList(), page.next());
    }

    private ProcessorView view(Processor processor) {
        return ProcessorView.of(processor, processors.isConfigured(processor));
    }
}
