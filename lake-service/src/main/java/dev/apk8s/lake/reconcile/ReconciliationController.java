package dev.apk8s.lake.reconcile;

import dev.apk8s.lake.reconcile.ReconciliationView.Page;
import dev.apk8s.lake.reconcile.ReconciliationView.Request;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/reconciliations")
@Tag(name = "Reconciliations")
final class ReconciliationController {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final ReconcileQueue queue;
    private final ReconciliationLog log;
    private final BucketStore buckets;

    ReconciliationController(ReconcileQueue queue, ReconciliationLog log, BucketStore buckets) {
        this.queue = queue;
        this.log = log;
        this.buckets = buckets;
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Compare what the store has with what the index says", description = """
            Of one bucket, or of all of the tenant's. What an event missed is mended and counted. It is done at \
            intervals anyway.

            `POST /api/v1/lake/reconciliations {"bucket":"processed"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"bucket":"processed"}""")))
    ResponseEntity<ReconciliationView> ask(@RequestBody Request request, Caller caller) {
        if (request.bucket() != null) {
            buckets.require(BucketName.of(caller, request.bucket()));
        }
        Reconciliation asked = queue.ask(caller.tenant(), request.bucket());
        return ResponseEntity.accepted().location(URI.create("/api/v1/lake/reconciliations/" + asked.id()))
                .body(ReconciliationView.of(asked));
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the latest reconciliations", description = """
            The one of the interval has the id `<tenant>.interval`.

            `GET /api/v1/lake/reconciliations`""")
    Page list(Caller caller) {
        return new Page(log.latest(caller.tenant()).stream().map(ReconciliationView::of).toList());
    }

    @GetMapping("/{id}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read how far a reconciliation is, and what it mended", description = """
            `GET /api/v1/lake/reconciliations/default.interval`""")
    ReconciliationView get(@PathVariable String id, Caller caller) {
        return (ID.matcher(id).matches() ? log.find(caller.tenant(), id) : Optional.<Reconciliation>empty())
                .map(ReconciliationView::of)
                .orElseThrow(() -> new ProblemException(ReconcileError.NO_SUCH_RECONCILIATION, "None of this id."));
    }
}
