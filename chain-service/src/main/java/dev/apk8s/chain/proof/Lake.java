package dev.apk8s.chain.proof;

import dev.apk8s.platform.client.ServiceClients;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Reads objects from the lake's service as the caller: it knows what the caller may see. */
@Component
final class Lake {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    /** Names the tenant that a service acts for. */
    private static final String TENANT = "Apk8s-Tenant";

    private final RestClient client;

    Lake(LakeProperties properties) {
        client = ServiceClients.of(properties.url(), properties.connectTimeout(), properties.readTimeout());
    }

    Digested digest(HttpServletRequest caller, String bucket, String key) {
        try {
            Digested digested = client.get()
                    .uri(uri -> uri.path("/api/v1/lake/buckets/{bucket}/objects/").pathSegment(key.split("/", -1))
                            .build(Map.of("bucket", bucket)))
                    .headers(headers -> {
                        headers.set(HttpHeaders.AUTHORIZATION, caller.getHeader(HttpHeaders.AUTHORIZATION));
                        if (caller.getHeader(TENANT) != null) {
                            headers.set(TENANT, caller.getHeader(TENANT));
                        }
                    }).exchange((_, answer) -> {
                        check(answer.getStatusCode());
                        return Digested.of(answer.getBody());
                    });
            if (digested == null) {
                throw new ProblemException(ProofError.LAKE_FAILED, "The lake gave no object.");
            }
            return digested;
        } catch (ResourceAccessException away) {
            throw unavailable(away);
        }
    }

    private static void check(HttpStatusCode status) throws IOException {
        if (status.value() == 404) {
            throw ProblemException.notFound("There is no such bucket or object in the lake.");
        }
        if (status.value() == 503) {
            throw unavailable(new IOException("The lake answered 503"));
        }
        if (!status.is2xxSuccessful()) {
            throw new ProblemException(ProofError.LAKE_FAILED, "The lake answered " + status.value() + ".");
        }
    }

    private static ProblemException unavailable(Exception cause) {
        return new ProblemException(ProofError.LAKE_UNAVAILABLE, "The lake does not answer.", cause)
                .retryAfter(RETRY_AFTER);
    }
}
