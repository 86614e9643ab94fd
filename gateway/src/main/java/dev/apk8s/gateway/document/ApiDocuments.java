package dev.apk8s.gateway.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.apk8s.gateway.proxy.ProxyError;
import dev.apk8s.gateway.proxy.SmallAnswers;
import dev.apk8s.gateway.service.Service;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The services' OpenAPI documents as seen from outside: the gateway is the server, and only routed paths are in them. */
@Component
final class ApiDocuments {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final SmallAnswers answers;
    private final JsonMapper json;
    private final Cache<String, byte[]> documents = Caffeine.newBuilder().maximumSize(32).expireAfterWrite(MAX_AGE)
            .build();

    ApiDocuments(SmallAnswers answers, JsonMapper json) {
        this.answers = answers;
        this.json = json;
    }

    /**
     * JSON.
     *
     * @throws ProblemException if the service does not give it
     */
    byte[] of(Service service) {
        byte[] known = documents.getIfPresent(service.name());
        if (known != null) {
            return known;
        }
        byte[] document = seenFromOutside(service, fetch(service));
        documents.put(service.name(), document);
        return document;
    }

    private byte[] fetch(Service service) {
        URI url = service.url().resolve("/v3/api-docs");
        try {
            SmallAnswers.SmallAnswer answer = answers.get(url, TIMEOUT, MAX_BYTES);
            if (answer.status() == 200) {
                return answer.body();
            }
            throw away(service, new IOException("Answered " + answer.status()));
        } catch (IOException failure) {
            throw away(service, failure);
        }
    }

    private byte[] seenFromOutside(Service service, byte[] document) {
        try {
            if (json.readTree(document) instanceof ObjectNode root) {
                root.putArray("servers").addObject().put("url", "/").put("description", "The gateway");
                if (root.path("paths") instanceof ObjectNode paths) {
                    paths.remove(hidden(service, paths));
                }
                return json.writeValueAsBytes(root);
            }
            throw away(service, new IOException("Its document is no object"));
        } catch (JacksonException failure) {
            throw away(service, failure);
        }
    }

    private static List<String> hidden(Service service, JsonNode paths) {
        return paths.propertyNames().stream().filter(path -> !service.serves(PathContainer.parsePath(path))).toList();
    }

    private static ProblemException away(Service service, Exception cause) {
        return new ProblemException(ProxyError.SERVICE_AWAY, service.name() + " does not give its document.", cause)
                .retryAfter(Duration.ofSeconds(5));
    }
}
