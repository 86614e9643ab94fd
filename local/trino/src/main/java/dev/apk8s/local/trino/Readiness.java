package dev.apk8s.local.trino;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the node a query again and again, and announces it as ready when one was answered: a node that listens already
 * may still say that there are no nodes to run anything on. Gives up never: the launcher's patience ends first.
 */
record Readiness(URI server, Path announcement) implements Runnable {
    private static final String QUERY = "SELECT count(*) FROM tpch.tiny.nation";
    private static final String USER = "apk8s/service/warehouse";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 200;
    /** All that is needed of an answer: the libraries that read JSON here are the server's own. */
    private static final Pattern NEXT = Pattern.compile("\"nextUri\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\\{");

    @Override
    public void run() {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(null)).connectTimeout(TIMEOUT).build()) {
            while (!answers(client)) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            Files.writeString(announcement, "ready\n");
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not announce readiness", failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            String answer = send(client, request(server.resolve("/v1/statement"))
                    .POST(HttpRequest.BodyPublishers.ofString(QUERY)).build());
            for (Matcher next = NEXT.matcher(answer); next.find(); next = NEXT.matcher(answer)) {
                answer = send(client, request(URI.create(next.group(1))).GET().build());
            }
            return !ERROR.matcher(answer).find();
        } catch (IOException _) {
            return false;
        }
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(TIMEOUT).header("X-Trino-User", USER);
    }

    private static String send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("Trino answered " + response.statusCode());
        }
        return response.body();
    }
}
