package dev.apk8s.warehouse.lake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

import dev.apk8s.platform.client.ServiceClients;
import dev.apk8s.platform.problem.ProblemException;

/** Asks the lake's service with the caller's own token: it knows what the caller's tenant may see. */
@Component
public final class Lake {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int PAGE = 1_000;

    private final RestClient client;

    Lake(LakeProperties properties) {
        client = ServiceClients.of(properties.url(), properties.connectTimeout(), properties.readTimeout());
    }

    /**
     * A page of the objects under a prefix, by key.
     *
     * @param authorization the caller's own header
     * @param after {@link Page#next} of the page before, or null for the first
     * @throws ProblemException also when the caller's tenant has no such bucket
     */
    public Page list(String authorization, String bucket, String prefix, @Nullable String after) {
        return send(client.get().uri(uri -> uri.path("/api/v1/lake/buckets/{bucket}/objects")
                .queryParam("prefix", "{prefix}").queryParam("limit", PAGE)
                .queryParamIfPresent("after", Optional.ofNullable(after).map(_ -> "{after}"))
                .build(parameters(bucket, prefix, after))), authorization,
                answer -> listed(answer.bodyTo(Listing.class)));
    }

    /**
     * The bytes of an object from an offset on, at most so many.
     *
     * @param size that the object has: nothing is asked for beyond it
     */
    public byte[] read(String authorization, String bucket, LakeObject object, long offset, int length) {
        long end = Math.min(object.size(), offset + length) - 1;
        if (end < offset) {
            return new byte[0];
        }
        return send(client.get().uri(uri -> uri.path("/api/v1/lake/buckets/{bucket}/objects/")
                .pathSegment(object.key().split("/", -1)).build(Map.of("bucket", bucket)))
                .header(HttpHeaders.RANGE, "bytes=" + offset + "-" + end), authorization, answer -> {
                    try (InputStream body = answer.getBody()) {
                        return body.readNBytes(length);
                    }
                });
    }

    private static Map<String, Object> parameters(String bucket, String prefix, @Nullable String after) {
        return after == null
                ? Map.of("bucket", bucket, "prefix", prefix)
                : Map.of("bucket", bucket, "prefix", prefix, "after", after);
    }

    private <T> T send(RestClient.RequestHeadersSpec<?> request, String authorization, Reader<T> reader) {
        try {
            T read = request.header(HttpHeaders.AUTHORIZATION, authorization).exchange((_, answer) -> {
                check(answer);
                return reader.read(answer);
            });
            if (read == null) {
                throw unusable(null);
            }
            return read;
        } catch (ResourceAccessException away) {
            throw new ProblemException(LakeError.LAKE_UNAVAILABLE, "The lake does not answer.", away)
                    .retryAfter(RETRY_AFTER);
        }
    }

    private static void check(ClientHttpResponse answer) throws IOException {
        HttpStatusCode status = answer.getStatusCode();
        if (status.value() == 404) {
            throw ProblemException.notFound("There is no such bucket or object in the lake.");
        }
        if (status.value() == 503) {
            throw new ProblemException(LakeError.LAKE_UNAVAILABLE, "The lake does not answer.").retryAfter(RETRY_AFTER);
        }
        if (!status.is2xxSuccessful()) {
            throw new ProblemException(LakeError.LAKE_FAILED, "The lake answered " + status.value() + ".");
        }
    }

    private static Page listed(@Nullable Listing listing) {
        List<Listed> objects = listing == null ? null : listing.objects();
        if (listing == null || objects == null) {
            throw unusable(null);
        }
        List<LakeObject> listed = new ArrayList<>();
        for (Listed object : objects) {
            String key = object.key();
            if (key == null) {
                throw unusable(null);
            }
            listed.add(new LakeObject(key, object.size()));
        }
        return new Page(listed, listing.next());
    }

    private static ProblemException unusable(@Nullable Throwable cause) {
        return new ProblemException(LakeError.LAKE_FAILED, "The lake's answer is not what it should be.", cause);
    }

    /** @param next where the next page begins, or null after the last */
    public record Page(List<LakeObject> objects, @Nullable String next) {}

    private record Listing(@Nullable List<Listed> objects, @Nullable String next) {}

    private record Listed(@Nullable String key, long size) {}

    private interface Reader<T> {
        T read(ConvertibleClientHttpResponse answer) throws IOException;
    }
}
