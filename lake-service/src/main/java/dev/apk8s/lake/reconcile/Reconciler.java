package dev.apk8s.lake.reconcile;

import dev.apk8s.lake.event.ObjectIndex;
import dev.apk8s.lake.reconcile.Reconciliation.Counts;
import dev.apk8s.lake.reconcile.Reconciliation.Mend;
import dev.apk8s.lake.reconcile.Reconciliation.State;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Runs reconciliations, and writes how far they are. */
@Component
final class Reconciler {
    private static final int OBJECTS_BETWEEN_REPORTS = 1_000;
    private static final long MILLIS_BETWEEN_REPORTS = 5_000;

    private final BucketStore buckets;
    private final ObjectStore store;
    private final ObjectIndex index;
    private final ReconcileProperties properties;
    private final ReconciliationLog log;
    private final MeterRegistry meters;

    Reconciler(BucketStore buckets, ObjectStore store, ObjectIndex index, ReconcileProperties properties,
            ReconciliationLog log, MeterRegistry meters) {
        this.buckets = buckets;
        this.store = store;
        this.index = index;
        this.properties = properties;
        this.log = log;
        this.meters = meters;
    }

    /** All tenants that have buckets. */
    List<String> tenants() {
        return buckets.list().stream().map(bucket -> bucket.name().tenant()).distinct().toList();
    }

    /** Returns when it is over. A failure is written as its outcome. */
    void run(Reconciliation asked) {
        Report report = new Report(asked.running(Counts.NONE));
        try {
            report.write();
            for (BucketName bucket : bucketsOf(asked)) {
                new BucketComparison(store, index, properties, bucket, report).run();
                report.count(report.run.counts().bucket());
            }
            log.write(report.run.ended(State.DONE, null));
        } catch (ProblemException away) {
            log.write(report.run.ended(State.FAILED, away.code().title() + ". " + away.detail()));
        }
    }

    private List<BucketName> bucketsOf(Reconciliation asked) {
        return buckets.list().stream().map(BucketStore.Bucket::name)
                .filter(bucket -> bucket.tenant().equals(asked.tenant())
                        && (asked.bucket() == null || bucket.name().equals(asked.bucket())))
                .toList();
    }

    private final class Report implements BucketComparison.Progress {
        private Reconciliation run;
        private long unreported;
        private long reported = System.nanoTime();

        Report(Reconciliation run) {
            this.run = run;
        }

        private void write() {
            log.write(run);
            unreported = 0;
            reported = System.nanoTime();
        }

        private void count(Counts counts) {
            run = run.running(counts);
            unreported++;
            if (unreported >= OBJECTS_BETWEEN_REPORTS
                    || System.nanoTime() - reported > MILLIS_BETWEEN_REPORTS * 1_000_000) {
                write();
            }
        }

        @Override
        public void compared(long objects) {
            count(run.counts().compared(objects));
        }

        @Override
        public void mended(Mend mend) {
            meters.counter("apk8s.lake.reconcile.mended", "what", mend.name().toLowerCase(Locale.ROOT)).increment();
            count(run.counts().mended(mend));
        }
    }
}
