package dev.apk8s.lake.processor;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A processor as its users see it.
 *
 * @param kind what it does: {@code gzip}
 * @param configured whether the configuration declares it
 */
@Schema(name = "Processor")
record ProcessorView(String name, String bucket, String prefix, String suffix, String kind, String target,
        boolean configured) {
    static ProcessorView of(Processor processor, boolean configured) {
        return new ProcessorView(processor.name(), processor.bucket(), processor.prefix(), processor.suffix(),
                processor.kind().name().toLowerCase(Locale.ROOT), processor.target(), configured);
    }

    @Schema(name = "Processors")
    record Page(List<ProcessorView> processors) {}

    /**
     * The declaration of a processor.
     *
     * @param bucket whose objects it takes
     * @param prefix of the keys it takes; all if not given
     * @param suffix of the keys it takes; all if not given
     * @param kind what it does: {@code gzip}
     * @param target the bucket for what it makes
     */
    @Schema(name = "ProcessorRequest")
    record Request(@Nullable String name, @Nullable String bucket, @Nullable String prefix, @Nullable String suffix,
            @Nullable String kind, @Nullable String target) {
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
        private static final int LONGEST = 512;

        Processor processor(String tenant) {
            if (name == null || !NAME.matcher(name).matches()) {
                throw ProblemException.invalidField("name",
                        "must be 1 to 63 lower case letters, digits and hyphens, and begin with a letter or digit");
            }
            return new Processor(tenant, name, bucket(tenant, "bucket", bucket), part("prefix", prefix),
                    part("suffix", suffix), wantedKind(), bucket(tenant, "target", target));
        }

        private static String bucket(String tenant, String field, @Nullable String given) {
            if (given == null) {
                throw ProblemException.invalidField(field, "is required");
            }
            try {
                return new BucketName(tenant, given).name();
            } catch (ProblemException invalid) {
                throw ProblemException.invalidField(field, "is not the name of a bucket");
            }
        }

        private static String part(String field, @Nullable String given) {
            if (given != null && given.length() > LONGEST) {
                throw ProblemException.invalidField(field, "must have at most " + LONGEST + " characters");
            }
            return given == null ? "" : given;
        }

        private ProcessorKind wantedKind() {
            if (!"gzip".equals(kind)) {
                throw ProblemException.invalidField("kind", "must be 'gzip'");
            }
            return ProcessorKind.GZIP;
        }
    }

    /**
     * A run as its users see it.
     *
     * @param state QUEUED, RUNNING, SUCCEEDED, FAILED (its event is a dead letter), or SUPERSEDED when the object was
     *     replaced or removed before
     * @param read bytes of the object, of the last attempt
     * @param written bytes of the result, of the last attempt
     * @param code of the last failure
     */
    @Schema(name = "ProcessorRun")
    record RunView(String id, String processor, String bucket, String key, long size, Run.State state, int attempts,
            long read, long written, Instant created, @Nullable Instant ended, @Nullable String code,
            @Nullable String reason, String traceId) {
        static RunView of(Run run) {
            Run.Failure failure = run.failure();
            return new RunView(run.id(), run.processor().name(), run.input().bucket(), run.input().key(),
                    run.input().size(), run.state(), run.attempts(), run.progress().read(), run.progress().written(),
                    run.created(), run.ended(), failure == null ? null : failure.code(),
                    failure == null ? null : failure.reason(), run.traceId());
        }
    }

    /** @param next give it as 'after' for the next page; none on the last */
    @Schema(name = "ProcessorRuns")
    record Runs(List<RunView> runs, @Nullable Long next) {}

    @Schema(name = "ProcessorRunLog")
    record RunLog(List<Run.Line> lines) {}
}
