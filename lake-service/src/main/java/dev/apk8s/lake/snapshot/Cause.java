package dev.apk8s.lake.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why there is a snapshot.
 *
 * @param created when it was decided
 * @param by who asked for it; null for a schedule
 * @param trace the trace of the request, as {@code traceparent}
 */
record Cause(Instant created, @Nullable String by, @Nullable String trace) {}
