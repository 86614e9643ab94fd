package dev.apk8s.local.demo.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts the readings that are due, one request at a time, and posts them again under the same key when the platform says
 * not now or the connection breaks.
 */
public final class HttpDevice extends SimulatedDevice {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final long PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI address;
    private final Probes probes;
    private final String authorization;

    /** @param gateway such as {@code http://127.0.0.1:8080} */
    HttpDevice(Identity identity, Walk walk, Probes probes, HttpClient http, String gateway) {
        super(identity, walk);
        this.http = http;
        this.probes = probes;
        address = URI.create(gateway + "/api/v1/streams/sensor/events");
        authorization = "Basic " + Base64.getEncoder()
                .encodeToString((identity.id() + ":" + identity.secret()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void connect() {
        // Each request brings its own credentials.
    }

    @Override
    public boolean settle(Duration limit) {
        return true;
    }

    @Override
    public void close() {
        // The client is shared.
    }

    @Override
    void deliver(int first, List<byte[]> readings, @Nullable Trace trace) throws InterruptedException {
        String key = EventIds.of(identity().id(), first);
        HttpRequest.Builder builder = HttpRequest.newBuilder(address).timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", readings.size() == 1 ? "application/json" : "application/x-ndjson")
                .header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofByteArray(lines(readings)));
        if (trace != null) {
            builder.header("traceparent", trace.parent());
        }
        HttpRequest request = builder.build();
        long begun = System.nanoTime();
        probes.offer(key + ".0", begun);
        long deadline = begun + PATIENCE.toNanos();
        while (true) {
            Attempt attempt = attempt(request);
            switch (attempt) {
                case Attempt.Answered answered -> {
                    note(answered, first, readings.size(), System.nanoTime() - begun);
                    return;
                }
                case Attempt.NotNow notNow -> {
                    if (System.nanoTime() > deadline) {
                        tally().failed(readings.size(), notNow.why());
                        return;
                    }
                    tally().repeated();
                    TimeUnit.MILLISECONDS.sleep(notNow.pauseMillis());
                }
            }
        }
    }

    private sealed interface Attempt {
        record Answered(int status, byte[] body) implements Attempt {}

        record NotNow(String why, long pauseMillis) implements Attempt {}
    }

    private Attempt attempt(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 429 || response.statusCode() >= 502) {
                long wanted = TimeUnit.SECONDS.toMillis(response.headers().firstValueAsLong("Retry-After").orElse(0));
                return new Attempt.NotNow("HTTP " + response.statusCode(),
                        Math.clamp(wanted, PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
            }
            return new Attempt.Answered(response.statusCode(), response.body());
        } catch (IOException broken) {
            return new Attempt.NotNow(broken.toString(), PAUSE_MILLIS);
        }
    }

    private void note(Attempt.Answered answer, int first, int count, long nanos) {
        int acknowledged = 0;
        if (answer.status() / 100 == 2) {
            try {
                for (JsonNode id : JSON.readTree(answer.body()).path("accepted")) {
                    int sequence = EventIds.sequence(identity().id(), id.asString("")).orElse(-1);
                    if (sequence >= first && sequence < first + count) {
                        tally().acknowledged(sequence, nanos);
                        acknowledged++;
                    }
                }
            } catch (JacksonException malformed) {
                tally().failed(0, "the answer is no JSON: " + malformed.getOriginalMessage());
            }
        }
        if (acknowledged < count) {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            tally().failed(count - acknowledged, "HTTP " + answer.status() + " "
                    + body.substring(0, Math.min(200, body.length())));
        }
    }

    private static byte[] lines(List<byte[]> readings) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(80 * readings.size());
        for (byte[] reading : readings) {
            lines.writeBytes(reading);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
