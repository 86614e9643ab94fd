package dev.apk8s.ingest.flow.effect;

import dev.apk8s.ingest.flow.step.StepFailedException;
import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.identity.ServiceIdentity;
import dev.apk8s.platform.trace.TraceContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Calls the platform's other services on a tenant's behalf, as this service. */
@Component
final class ServiceCalls {
    private static final int MAX_DETAIL = 500;

    private final HttpClient client;
    private final ServiceIdentity identity;
    private final ServiceProperties properties;
    private final TraceContext trace;
    private final JsonMapper json;

    ServiceCalls(ServiceIdentity identity, ServiceProperties properties, TraceContext trace, JsonMapper json) {
        this.identity = identity;
        this.properties = properties;
        this.trace = trace;
        this.json = json;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout()).build();
    }

    /**
     * Posts a body and gives the answer: JSON, or a text.
     *
     * @param key of idempotency
     * @throws TargetAwayException if the service cannot be reached, takes too long, or says that it has no room now
     * @throws StepFailedException if it refuses, or fails on this request
     */
    JsonNode post(URI url, String tenant, JsonNode body, String key) {
        boolean text = body.isString();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(properties.answerTimeout())
                .header("Content-Type", text ? "text/plain; charset=utf-8" : "application/json")
                .header("Accept", "application/json").header("Idempotency-Key", key)
                .header(ServiceIdentity.TENANT_HEADER, tenant)
                .POST(text
                        ? BodyPublishers.ofString(body.asString())
                        : BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        String traceParent = trace.currentTraceParent();
        if (traceParent != null) {
            request.header(EventHeaders.TRACE_PARENT, traceParent);
        }
        String authorization = authorization();
        try {
            HttpResponse<InputStream> answer = client.send(request.header("Authorization", authorization).build(),
                    BodyHandlers.ofInputStream());
            try (InputStream content = answer.body()) {
                byte[] read = content.readNBytes(Math.toIntExact(properties.maxAnswer().toBytes() + 1));
                return checked(answer.statusCode(), read, url, authorization);
            }
        } catch (IOException away) {
            throw new TargetAwayException(url.getPath() + " does not answer: " + away, away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TargetAwayException("Stopped while waiting for " + url.getPath(), interrupted);
        }
    }

    private String authorization() {
        try {
            return identity.authorization();
        } catch (AuthenticationServiceException away) {
            throw new TargetAwayException(String.valueOf(away.getMessage()), away);
        }
    }

    private JsonNode checked(int status, byte[] body, URI url, String authorization) {
        if (status >= 200 && status < 300) {
            if (body.length > properties.maxAnswer().toBytes()) {
                throw StepFailedException.forGood("ANSWER_TOO_LARGE",
                        url.getPath() + " answered with more than " + properties.maxAnswer().toBytes() + " bytes.",
                        null);
            }
            return read(body);
        }
        String said = url.getPath() + " answered " + status + detail(body);
        switch (status) {
            case 401 -> {
                identity.forget(authorization);
                throw new TargetAwayException(said, null);
            }
            case 408, 425, 429, 502, 503, 504 -> throw new TargetAwayException(said, null);
            default -> throw status >= 500
                    ? StepFailedException.forNow("TARGET_FAILED", said, null)
                    : StepFailedException.forGood("TARGET_REFUSED", said, null);
        }
    }

    private JsonNode read(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            return node.isMissingNode() ? json.nullNode() : node;
        } catch (JacksonException text) {
            return StringNode.valueOf(new String(body, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private String detail(byte[] body) {
        @Nullable
        JsonNode problem = read(body);
        String detail = problem.path("code").asString("") + " " + problem.path("detail").asString("");
        return detail.isBlank()
                ? ""
                : ": " + detail.strip().substring(0, Math.min(MAX_DETAIL, detail.strip().length()));
    }
}
