package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.client.Gateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device's readings as server-sent events. */
final class LiveReadings implements AutoCloseable {
    private static final String DATA = "data:";
    private static final JsonMapper JSON = new JsonMapper();

    private final InputStream stream;

    private LiveReadings(InputStream stream) {
        this.stream = stream;
    }

    /** From now on. */
    static LiveReadings open(Gateway gateway, String device) throws InterruptedException {
        return new LiveReadings(gateway.open("/api/v1/streams/sensor/live?device=" + device));
    }

    /** When, by {@link System#nanoTime}, the first such reading came. */
    CompletableFuture<Long> first(Predicate<JsonNode> wanted) {
        CompletableFuture<Long> found = new CompletableFuture<>();
        Thread.ofVirtual().name("live-readings").start(() -> read(wanted, found));
        return found;
    }

    private void read(Predicate<JsonNode> wanted, CompletableFuture<Long> found) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)
                        && wanted.test(JSON.readTree(line.substring(DATA.length())).path("data"))) {
                    found.complete(System.nanoTime());
                    return;
                }
            }
            found.completeExceptionally(new DemoException("The live stream ended"));
        } catch (IOException | RuntimeException broken) {
            found.completeExceptionally(broken);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException broken) {
            throw new DemoException("The live stream could not be closed: " + broken, broken);
        }
    }
}
