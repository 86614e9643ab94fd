package dev.apk8s.platform.span;

import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventPublisher;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes spans to the log as events. What hands them over holds a bounded number, and drops more while the log is away:
 * telling of the work never holds up the work.
 */
final class SpanEvents implements SpanExporter {
    private final Supplier<EventPublisher> publisher;
    private final SpanProperties properties;
    private final String service;
    private final JsonMapper json;

    /** @param publisher asked for when it is needed: it is made after what it is traced by */
    SpanEvents(Supplier<EventPublisher> publisher, SpanProperties properties, String service, JsonMapper json) {
        this.publisher = publisher;
        this.properties = properties;
        this.service = service;
        this.json = json;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = new CompletableResultCode();
        CompletableFuture<?>[] kept = spans.stream()
                .map(span -> publisher.get().publish(properties.topic(), event(span), null))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(kept).whenComplete((_, failure) -> {
            if (failure == null) {
                result.succeed();
            } else {
                result.failExceptionally(failure);
            }
        });
        return result;
    }

    private Event event(SpanData span) {
        SpanDocument document = SpanDocument.of(span, service);
        return new Event(document.traceId() + "-" + document.spanId(), "/services/" + service, "dev.apk8s.span",
                document.start(), document.traceId(), properties.tenant(), null, json.writeValueAsBytes(document));
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    /** The publisher is not its own. */
    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
