package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.platform.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Trains the book's model through the services, and fetches its file from the lake. */
final class WineModel {
    static final String NAME = "bench-wine";
    private static final long LOOK_MILLIS = 200;
    private static final int LOOKS = 300;

    private final Api api;
    private final String lake;
    private final String service;
    private final HttpClient http;

    WineModel(Api api, String lake, String service, HttpClient http) {
        this.api = api;
        this.lake = lake;
        this.service = service;
        this.http = http;
    }

    byte[] train(Path data) throws InterruptedException {
        try {
            send("PUT", lake + "/api/v1/lake/buckets/upload/objects/bench-wine.csv", "text/csv",
                    Files.readAllBytes(data));
        } catch (IOException fault) {
            throw new BenchmarkException(data + " cannot be read", fault);
        }
        HttpResponse<byte[]> taken = send("POST", service + "/api/v1/experiments/" + NAME + "/runs", "application/json",
                """
                        {"algorithm":"elastic-net","source":{"object":{"bucket":"upload","key":"bench-wine.csv"}},\
                        "target":"quality","parameters":{"alpha":0.5},"register":{"stage":"production"}}"""
                        .getBytes(StandardCharsets.UTF_8));
        String run = service + taken.headers().firstValue("Location").orElseThrow();
        for (int look = 0; look < LOOKS; look++) {
            var found = new JsonMapper().readTree(send("GET", run, "", new byte[0]).body());
            switch (found.path("state").asString("")) {
                case "done" -> {
                    return send("GET", lake + "/api/v1/lake/buckets/models/objects/" + NAME + "/"
                            + found.at("/result/version").asInt() + "/model.onnx", "", new byte[0]).body();
                }
                case "waiting", "running" -> TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                default -> throw new BenchmarkException("The model was not trained: " + found);
            }
        }
        throw new BenchmarkException("The model was not trained in time");
    }

    private HttpResponse<byte[]> send(String method, String url, String type, byte[] body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + api.token())
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchmarkException(method + " " + url + " was answered " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        } catch (IOException fault) {
            throw new BenchmarkException(method + " " + url + " failed", fault);
        }
    }
}
