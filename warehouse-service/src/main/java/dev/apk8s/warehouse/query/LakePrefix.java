package dev.apk8s.warehouse.query;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** Asks the lake-service, with the caller's own token, whether a prefix is free. */
@Component
final class LakePrefix {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RestClient lake;

    LakePrefix(TargetProperties properties) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(LIMIT);
        lake = RestClient.builder().requestFactory(requests).baseUrl(properties.lake().toString()).build();
    }

    /** @throws ProblemException if there are objects, or the caller has no such bucket */
    void requireEmpty(String bucket, String directory, String authorization) {
        JsonNode page = list(bucket, directory, authorization);
        if (page == null || !page.path("objects").isEmpty()) {
            throw new ProblemException(QueryError.TARGET_NOT_EMPTY,
                    "target.prefix: there are objects under " + directory + " already.").with("field", "target.prefix");
        }
    }

    private @Nullable JsonNode list(String bucket, String directory, String authorization) {
        try {
            return lake.get()
                    .uri("/api/v1/lake/buckets/{bucket}/objects?prefix={prefix}&limit=1", bucket, directory)
                    .header(HttpHeaders.AUTHORIZATION, authorization).retrieve().body(JsonNode.class);
        } catch (HttpClientErrorException refused) {
            if (refused.getStatusCode() == HttpStatus.NOT_FOUND) {
                throw ProblemException.invalidField("target.bucket", "there is no bucket '" + bucket + "'");
            }
            throw away(refused);
        } catch (RestClientException failed) {
            throw away(failed);
        }
    }

    private static ProblemException away(RestClientException cause) {
        return new ProblemException(CommonError.SERVICE_UNAVAILABLE, "The lake does not answer.", cause)
                .retryAfter(RETRY_AFTER);
    }
}
