package dev.apk8s.local.s3proxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Asks the engine for its buckets, as a client with the platform's key does. */
final class SignedProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final URI endpoint;
    private final EngineSettings.Credentials credentials;

    SignedProbe(URI endpoint, EngineSettings.Credentials credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** Returns when the buckets were listed. */
    void run() throws IOException, InterruptedException {
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request
                        .identity(AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey()))
                        .request(SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(endpoint.resolve("/")).build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, credentials.region()))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri()).timeout(PATIENCE).GET();
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("The store answered " + answer.statusCode() + ": " + answer.body());
            }
        }
    }
}
