package dev.apk8s.local.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Puts files of donors into the lake, over its API. */
public final class LakeUploads {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final HttpClient client;
    private final String gateway;
    private final Supplier<String> token;

    /** @param token an access token that holds for the next minutes */
    public LakeUploads(HttpClient client, String gateway, Supplier<String> token) {
        this.client = client;
        this.gateway = gateway;
        this.token = token;
    }

    /**
     * Puts one file, as a stream.
     *
     * @param taken is told of bytes as they are taken for sending
     * @throws IOException when the lake does not keep it
     */
    public void put(String bucket, String key, Donors donors, Rows rows, LongConsumer taken)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest
                .newBuilder(URI.create(gateway + "/api/v1/lake/buckets/" + bucket + "/objects/" + key)).timeout(LIMIT)
                .header("Authorization", "Bearer " + token.get()).header("Content-Type", "text/csv")
                .PUT(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(
                                () -> new Upload(donors.file(rows.first(), rows.last()), taken)),
                        donors.length(rows.first(), rows.last())))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("The lake did not keep " + bucket + "/" + key + ": " + answer.statusCode() + " "
                    + answer.body());
        }
    }

    /** Numbers of rows, both included. */
    public record Rows(int first, int last) {}
}
