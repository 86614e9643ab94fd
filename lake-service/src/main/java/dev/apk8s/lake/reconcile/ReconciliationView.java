package dev.apk8s.lake.reconcile;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation as its users see it.
 *
 * @param bucket none for all of the tenant's
 * @param state WAITING, RUNNING, DONE, FAILED, or ABANDONED when the replica that ran it ended
 * @param missing objects that the index did not know
 * @param differing objects of which the index said something else
 * @param gone objects of which only the index knew
 */
@Schema(name = "Reconciliation")
record ReconciliationView(String id, @Nullable String bucket, Reconciliation.State state, Instant asked,
        @Nullable Instant started, Instant updated, int buckets, long objects, long missing, long differing, long gone,
        @Nullable String reason) {
    static ReconciliationView of(Reconciliation run) {
        Reconciliation.Counts counts = run.counts();
        return new ReconciliationView(run.id(), run.bucket(), run.state(), run.asked(), run.started(), run.updated(),
                counts.buckets(), counts.objects(), counts.missing(), counts.differing(), counts.gone(),
                run.reason());
    }

    /** The latest of them. */
    @Schema(name = "Reconciliations")
    record Page(List<ReconciliationView> reconciliations) {}

    /** @param bucket none for all of the tenant's */
    @Schema(name = "ReconciliationRequest")
    record Request(@Nullable String bucket) {}
}
