package dev.apk8s.platform.span;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span as it is written down.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentSpanId null for the first of a trace
 * @param kind such as {@code server}
 * @param attributes those of a few names whose values are short and say nothing of a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SpanDocument(String traceId, String spanId, @Nullable String parentSpanId, String name, String service,
        String kind, Instant start, long durationMicros, boolean failed, Map<String, String> attributes) {
    private static final List<String> SHOWN = List.of("method", "uri", "status", "outcome", "exception");

    static SpanDocument of(SpanData span, String service) {
        return new SpanDocument(span.getTraceId(), span.getSpanId(),
                SpanId.isValid(span.getParentSpanId()) ? span.getParentSpanId() : null, span.getName(), service,
                span.getKind().name().toLowerCase(Locale.ROOT), start(span),
                TimeUnit.NANOSECONDS.toMicros(span.getEndEpochNanos() - span.getStartEpochNanos()),
                span.getStatus().getStatusCode() == StatusCode.ERROR, attributes(span));
    }

    private static Instant start(SpanData span) {
        return Instant.EPOCH.plusNanos(span.getStartEpochNanos());
    }

    private static Map<String, String> attributes(SpanData span) {
        Map<String, String> shown = new TreeMap<>();
        for (String name : SHOWN) {
            String value = span.getAttributes().get(AttributeKey.stringKey(name));
            if (value != null) {
                shown.put(name, value);
            }
        }
        return shown;
    }
}
