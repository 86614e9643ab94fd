package dev.apk8s.benchmarks.lake;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The ways of one object into the store and out of it. */
final class Ways implements AutoCloseable {
    private static final long PART = 16L << 20;
    private static final int CHUNK = 1 << 18;
    private static final int LINK_SECONDS = 3_600;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MinioClient client;
    private final String bucket;
    private final long length;

    Ways(MinioClient client, String bucket, long length) {
        this.client = client;
        this.bucket = bucket;
        this.length = length;
    }

    /** With the official client, in parts, as it does by itself. */
    long putByClient(String key) throws Exception {
        client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(new Bytes(length), length, PART)
                .build());
        return length;
    }

    long getByClient(String key) throws Exception {
        try (InputStream body = client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return drain(body);
        }
    }

    long put(String url, String authorization) throws IOException, InterruptedException {
        var body = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Bytes(length)), length);
        var answer = http.send(request(url, authorization).PUT(body).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new BenchmarkException(answer.statusCode() + " " + answer.body());
        }
        return length;
    }

    long get(String url, String authorization) throws IOException, InterruptedException {
        var answer = http.send(request(url, authorization).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return drain(body);
        }
    }

    /** One request straight to the store. */
    String link(Http.Method method, String key) throws Exception {
        return client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(method).bucket(bucket)
                .object(key).expiry(LINK_SECONDS).build());
    }

    private static HttpRequest.Builder request(String url, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type",
                "application/octet-stream");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private long drain(InputStream body) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
            total += count;
        }
        if (total != length) {
            throw new BenchmarkException(total + " bytes came, not " + length);
        }
        return total;
    }

    @Override
    public void close() {
        http.close();
    }
}
