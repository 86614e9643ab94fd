package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Trace;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads the spans of one reading's trace, from the request that brought it to the command that it led to. */
public record FollowTrace(Gateway gateway, Trace trace) implements Step<List<FollowTrace.Span>> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 500;
    /** The last span of the loop. */
    private static final String LAST = "command";

    /** @param begun microseconds after the first */
    public record Span(String service, String name, long begun, long micros) {}

    @Override
    public String title() {
        return "Follow one reading's trace to the command";
    }

    @Override
    public Done<List<Span>> run(Consumer<Live> screen) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        List<Span> spans = read();
        while (spans.stream().noneMatch(span -> span.name().contains(LAST)) && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            spans = read();
        }
        return new Done<>(spans, "Trace " + trace.id() + ": " + spans.size() + " spans of "
                + spans.stream().map(Span::service).distinct().count() + " services, "
                + Amounts.time(spans.isEmpty() ? 0 : spans.getLast().begun() + spans.getLast().micros())
                + " from the reading to the command");
    }

    private List<Span> read() throws InterruptedException {
        JsonNode found = gateway.get("/api/v1/streams/spans/search?size=500&q=traceId:" + trace.id());
        List<JsonNode> ordered = found.path("hits").valueStream().map(hit -> hit.path("data"))
                .sorted(Comparator.comparing(span -> Instant.parse(span.path("start").asString("")))).toList();
        if (ordered.isEmpty()) {
            return List.of();
        }
        Instant first = Instant.parse(ordered.getFirst().path("start").asString(""));
        return ordered.stream().map(span -> new Span(span.path("service").asString(""), span.path("name").asString(""),
                TimeUnit.NANOSECONDS.toMicros(Duration.between(first, Instant.parse(span.path("start").asString("")))
                        .toNanos()),
                span.path("durationMicros").asLong(0))).toList();
    }
}
