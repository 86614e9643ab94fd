package dev.apk8s.platform.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries a trace over the log, by the header of the W3C Trace Context recommendation. */
public final class TraceContext {
    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /** The flags' lowest bit; others may be set beside it. */
    private static final int SAMPLED = 1;
    private static final int LENGTH = 55;

    private final @Nullable Tracer tracer;

    public TraceContext(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** The header's value for what happens now, or null outside of a trace. */
    public @Nullable String currentTraceParent() {
        if (tracer == null) {
            return null;
        }
        Span span = tracer.currentSpan();
        if (span == null || span.isNoop() && span.context().traceId().isEmpty()) {
            return null;
        }
        var context = span.context();
        return "00-" + context.traceId() + "-" + context.spanId()
                + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
    }

    /** Does something as a span of the trace that an event carries; without one, just does it. */
    public <T> T within(@Nullable String traceParent, String name, Supplier<T> work) {
        Span span = continued(traceParent, name);
        if (span == null || tracer == null) {
            return work.get();
        }
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            return work.get();
        } catch (RuntimeException failure) {
            span.error(failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    /** A span that continues the trace of an event, already started; null if the event has none or it is not sampled. */
    public @Nullable Span continued(@Nullable String traceParent, String name) {
        if (tracer == null || traceParent == null || traceParent.length() != LENGTH
                || (Character.digit(traceParent.charAt(LENGTH - 1), 16) & SAMPLED) == 0) {
            return null;
        }
        var parsed = TRACE_PARENT.matcher(traceParent);
        if (!parsed.matches()) {
            return null;
        }
        var parent = tracer.traceContextBuilder().traceId(parsed.group(1)).spanId(parsed.group(2)).sampled(true)
                .build();
        return tracer.spanBuilder().setParent(parent).name(name).start();
    }
}
