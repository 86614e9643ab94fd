package dev.apk8s.benchmarks.sql;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Takes the whole result over HTTP and counts its lines. */
final class ServiceRows implements Contender, AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Api api;
    private final String url;
    private final String format;
    private String token = "";

    ServiceRows(Platform platform, String url, String format) {
        this.api = new Api(platform);
        this.url = url;
        this.format = format;
    }

    @Override
    public String name() {
        return "warehouse-service, " + format;
    }

    @Override
    public void prepare() throws InterruptedException {
        token = api.token();
    }

    @Override
    public double round() throws InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create(url + "/api/v1/warehouse/queries/results?format=" + format))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"" + SqlBenchmark.QUERY + "\"}")).build();
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new BenchmarkException("Answered " + answer.statusCode() + " " + new String(
                            body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                }
                long lines = lines(body);
                if (!format.equals("arrow") && lines < SqlBenchmark.ROWS) {
                    throw new BenchmarkException("Only " + lines + " lines came");
                }
            }
        } catch (IOException fault) {
            throw new BenchmarkException("The result broke off", fault);
        }
        return SqlBenchmark.ROWS / ((System.nanoTime() - start) / 1e9);
    }

    private static long lines(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long lines = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
        }
        return lines;
    }

    @Override
    public void close() {
        http.close();
        api.close();
    }
}
