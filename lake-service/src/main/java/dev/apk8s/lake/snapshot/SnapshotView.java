package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Format;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as its users see it.
 *
 * @param scheduled whether a schedule made it
 * @param by who asked for it
 * @param from when the log kept the first event
 * @param to the end, not included
 * @param keys what all its objects' keys begin with
 * @param manifest where it is described, when it is done
 * @param failure why it failed
 */
@Schema(name = "Snapshot")
record SnapshotView(String id, String stream, SnapshotState state, boolean scheduled, @Nullable String by,
        Instant createdAt, Instant from, Instant to, Format format, String bucket, String keys, Progress progress,
        @Nullable ManifestPlace manifest, @Nullable Failure failure) {

    /**
     * @param rows written so far
     * @param bytes written so far
     * @param share from 0 to 1
     */
    @Schema(name = "SnapshotProgress")
    record Progress(long rows, long bytes, double share) {}

    /** @param sha256 of the manifest itself, in hexadecimal */
    @Schema(name = "SnapshotManifest")
    record ManifestPlace(String bucket, String key, String sha256, int files) {}

    @Schema(name = "SnapshotFailure")
    record Failure(String code, String detail) {}

    /** A page of them. @param next what to give as {@code after} to have the next; null at the end */
    @Schema(name = "SnapshotPage")
    record Page(List<SnapshotView> snapshots, @Nullable String next) {}

    static SnapshotView of(Snapshot snapshot) {
        Target target = snapshot.target();
        Run run = snapshot.run();
        return new SnapshotView(snapshot.id(), snapshot.source().stream(), run.state(), snapshot.isScheduled(),
                snapshot.cause().by(), snapshot.cause().created(), snapshot.source().from(), snapshot.source().to(),
                target.format(), target.bucket(), target.base(), progress(snapshot), manifest(target, run),
                failure(run));
    }

    private static Progress progress(Snapshot snapshot) {
        Run run = snapshot.run();
        double all = 2.0 * snapshot.source().length();
        double share = run.state() == SnapshotState.DONE
                ? 1
                : all == 0 ? 0 : Math.min(1, run.progress().passed() / all);
        return new Progress(run.progress().rows(), run.progress().bytes(), share);
    }

    private static @Nullable ManifestPlace manifest(Target target, Run run) {
        Run.Outcome outcome = run.outcome();
        String sha256 = outcome == null ? null : outcome.manifest();
        return outcome == null || sha256 == null
                ? null
                : new ManifestPlace(target.bucket(), target.manifestKey(), sha256, outcome.files());
    }

    private static @Nullable Failure failure(Run run) {
        Run.Outcome outcome = run.outcome();
        String code = outcome == null ? null : outcome.code();
        String detail = outcome == null ? null : outcome.detail();
        return code == null || detail == null ? null : new Failure(code, detail);
    }
}
