package dev.apk8s.ml.lake;

import dev.apk8s.platform.client.ServiceClients;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Objects of the lake, read and written as streams through its service. */
@Component
public final class Lake {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;

    private final RestClient client;

    Lake(LakeProperties properties) {
        client = ServiceClients.of(properties.url(), properties.connectTimeout(), properties.readTimeout());
    }

    /** Takes the body of an object while it comes. */
    public interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    /**
     * Reads an object.
     *
     * @throws ProblemException also when the tenant has no such bucket or object
     */
    public <T> T read(Access access, String bucket, String key, Reader<T> reader) {
        return send(client.get().uri(uri -> uri.path("/api/v1/lake/buckets/{bucket}/objects/")
                .pathSegment(key.split("/", -1)).build(Map.of("bucket", bucket))), access, answer -> {
                    try (InputStream body = answer.getBody()) {
                        return reader.read(body);
                    }
                });
    }

    /** Reads a snapshot's description, in which its manifest is named. */
    public <T> T readSnapshot(Access access, String id, Reader<T> reader) {
        return send(client.get().uri("/api/v1/lake/snapshots/{id}", id), access, answer -> {
            try (InputStream body = answer.getBody()) {
                return reader.read(body);
            }
        });
    }

    /** Keeps a file; an object of that key is replaced. */
    public void write(Access access, String bucket, String key, Path file) {
        write(access, bucket, key, new FileSystemResource(file), MediaType.APPLICATION_OCTET_STREAM);
    }

    /** Keeps a JSON document. */
    public void write(Access access, String bucket, String key, byte[] json) {
        write(access, bucket, key, new ByteArrayResource(json), MediaType.APPLICATION_JSON);
    }

    private void write(Access access, String bucket, String key, Resource body, MediaType type) {
        send(client.put().uri(uri -> uri.path("/api/v1/lake/buckets/{bucket}/objects/")
                .pathSegment(key.split("/", -1)).build(Map.of("bucket", bucket))).contentType(type).body(body), access,
                answer -> true);
    }

    /** Deletes an object; one that is not there is no error. */
    public void delete(Access access, String bucket, String key) {
        send(client.delete().uri(uri -> uri.path("/api/v1/lake/buckets/{bucket}/objects/")
                .pathSegment(key.split("/", -1)).build(Map.of("bucket", bucket))), access, answer -> true);
    }

    private interface Answered<T> {
        T of(ClientHttpResponse answer) throws IOException;
    }

    private static <T> T send(RestClient.RequestHeadersSpec<?> request, Access access, Answered<T> answered) {
        try {
            T read = request.headers(access::apply).exchange((_, answer) -> {
                check(answer);
                return answered.of(answer);
            });
            if (read == null) {
                throw new ProblemException(LakeError.LAKE_FAILED, "The lake's answer is not what it should be.");
            }
            return read;
        } catch (ResourceAccessException away) {
            throw unavailable(away);
        }
    }

    private static void check(ClientHttpResponse answer) throws IOException {
        HttpStatusCode status = answer.getStatusCode();
        if (status.value() == NOT_FOUND) {
            throw ProblemException.notFound("There is no such bucket, object or snapshot in the lake.");
        }
        if (status.value() == 503) {
            throw unavailable(null);
        }
        if (!status.is2xxSuccessful()) {
            throw new ProblemException(LakeError.LAKE_FAILED, "The lake answered " + status.value() + ".");
        }
    }

    private static ProblemException unavailable(@Nullable Throwable cause) {
        return new ProblemException(LakeError.LAKE_UNAVAILABLE, "The lake does not answer.", cause)
                .retryAfter(RETRY_AFTER);
    }
}
