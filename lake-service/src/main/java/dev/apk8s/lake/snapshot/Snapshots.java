package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Snapshots on demand. */
@Component
final class Snapshots {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final SnapshotRecords records;
    private final SnapshotPlanner planner;
    private final SnapshotLake lake;
    private final BucketStore buckets;
    private final SnapshotProperties properties;
    private final TraceContext trace;

    Snapshots(SnapshotRecords records, SnapshotPlanner planner, SnapshotLake lake, BucketStore buckets,
            SnapshotProperties properties, TraceContext trace) {
        this.records = records;
        this.planner = planner;
        this.lake = lake;
        this.buckets = buckets;
        this.properties = properties;
        this.trace = trace;
    }

    /** Decides what is in it and keeps that; the work follows. */
    Snapshot create(SnapshotRequest request, Caller caller) {
        Instant now = Instant.now();
        SnapshotRequest.Checked wanted = request.check(now);
        Source source = planner.exact(caller.tenant(), wanted.stream(), wanted.from(), wanted.to());
        buckets.require(BucketName.of(caller, wanted.bucket()));
        requireRoom(caller.tenant());
        String id = SnapshotIds.onDemand(now);
        Target target = Target.onDemand(wanted.bucket(), wanted.prefix(), id, wanted.format(), wanted.columns());
        Snapshot snapshot = new Snapshot(id, caller.tenant(), source, target,
                new Cause(now, caller.name(), trace.currentTraceParent()), Run.waiting(now));
        records.create(snapshot);
        return snapshot;
    }

    Snapshot require(Caller caller, String id) {
        return records.find(caller.tenant(), id).orElseThrow(() -> new ProblemException(
                SnapshotError.NO_SUCH_SNAPSHOT, "There is no snapshot '" + id + "'."));
    }

    /** At most so many, the latest first. */
    List<Snapshot> latest(Caller caller, String before, int limit) {
        return records.latest(caller.tenant(), before).limit(limit).toList();
    }

    /** Ends it, if it is not over: what it wrote goes. One that a schedule made goes on. */
    Snapshot cancel(Caller caller, String id) {
        Snapshot before = require(caller, id);
        if (before.isScheduled()) {
            return before;
        }
        boolean abandoned = before.run().state() == SnapshotState.WAITING && before.run().attempts() > 0;
        return records.change(before.key(), still -> !still.run().state().isOver(), run -> run.over(
                SnapshotState.CANCELLED, Instant.now(), run.progress(), null)).map(cancelled -> {
                    if (abandoned) {
                        lake.delete(cancelled);
                    }
                    return cancelled;
                }).orElseGet(() -> require(caller, id));
    }

    private void requireRoom(String tenant) {
        long waiting = records.open().stream().filter(snapshot -> snapshot.tenant().equals(tenant)).count();
        if (waiting >= properties.records().waiting() || records.isFull()) {
            throw new ProblemException(SnapshotError.TOO_MANY_SNAPSHOTS,
                    waiting + " snapshots wait or are under way. Ask again when some are done.")
                    .retryAfter(RETRY_AFTER);
        }
    }
}
