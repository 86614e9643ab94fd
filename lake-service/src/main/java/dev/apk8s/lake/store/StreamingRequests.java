package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import io.minio.Http;
import io.minio.Http.QueryParameters;
import io.minio.Signer;
import io.minio.Time;
import io.minio.Xml;
import io.minio.errors.MinioException;
import io.minio.messages.ErrorResponse;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Puts bodies as they come. The client library takes only bodies that it can read twice, to sign their checksum; these
 * requests are signed without it, as the protocol allows ({@code UNSIGNED-PAYLOAD}).
 */
final class StreamingRequests {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final long LARGEST_ERROR = 64 << 10;
    private static final long LARGEST_LISTING = 16 << 20;

    private final StoreProperties properties;
    private final Http.BaseUrl endpoint;
    private final OkHttpClient client;

    StreamingRequests(StoreProperties properties, OkHttpClient client) {
        this.properties = properties;
        this.client = client;
        endpoint = new Http.BaseUrl(properties.endpoint().toString());
    }

    /**
     * The headers of the store's answer, when it has all of the body.
     *
     * @throws IOException if the body could not be read
     * @throws ProblemException if the store refused it or did not answer
     */
    Headers put(BucketName bucket, String key, QueryParameters query, Map<String, String> headers, ClientBody body)
            throws IOException {
        try (Response answer = client.newCall(signed(Http.Method.PUT, bucket, key, query, headers, body)).execute()) {
            if (!answer.isSuccessful()) {
                body.throwFault();
                throw refused(answer);
            }
            return answer.headers();
        } catch (IOException failure) {
            body.throwFault();
            throw StoreFailures.unavailable(failure);
        }
    }

    /** What the store tells of a bucket, as XML of a bounded length. */
    String get(BucketName bucket, QueryParameters query) {
        try (Response answer = client.newCall(signed(Http.Method.GET, bucket, null, query, Map.of(), null)).execute()) {
            if (!answer.isSuccessful()) {
                throw refused(answer);
            }
            return answer.peekBody(LARGEST_LISTING).string();
        } catch (IOException failure) {
            throw StoreFailures.unavailable(failure);
        }
    }

    private Request signed(Http.Method method, BucketName bucket, @Nullable String key, QueryParameters query,
            Map<String, String> headers,
            @Nullable ClientBody body) {
        try {
            HttpUrl url = endpoint.buildUrl(method, bucket.stored(), key, properties.region(), query);
            Request.Builder request = new Request.Builder().url(url).method(method.name(), body)
                    .header("Host", url.host() + (isDefaultPort(url) ? "" : ":" + url.port()))
                    .header("x-amz-content-sha256", UNSIGNED)
                    .header("x-amz-date", ZonedDateTime.now(Time.UTC).format(Time.AMZ_DATE_FORMAT));
            if (body != null) {
                request.header("Content-Type", String.valueOf(body.contentType()));
            }
            headers.forEach(request::header);
            return Signer.signV4S3(request.build(), properties.region(), properties.accessKey(),
                    properties.secretKey(), UNSIGNED);
        } catch (MinioException never) {
            throw new IllegalStateException("The request cannot be signed", never);
        }
    }

    private static boolean isDefaultPort(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme());
    }

    private static ProblemException refused(Response answer) throws IOException {
        String body = answer.peekBody(LARGEST_ERROR).string();
        Exception cause = new IOException("HTTP " + answer.code() + " " + body);
        try {
            return StoreFailures.problem(Xml.unmarshal(ErrorResponse.class, body), answer.code(), cause);
        } catch (MinioException noXml) {
            cause.addSuppressed(noXml);
            return StoreFailures.unavailable(cause);
        }
    }
}
