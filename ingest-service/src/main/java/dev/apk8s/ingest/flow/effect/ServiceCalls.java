package dev.apk8s.ingest.flow.effect;

import dev.apk8s.ingest.flow.step.StepFailedException;
import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.identity.ServiceIdentity;
import dev.apk8s.platform.trace.TraceContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** What a service says of one request with a status that else is said of the service. */
    private static final Set<String> OF_THE_REQUEST = Set.of("QUERY_TIMED_OUT", "ENGINE_PAGE_TOO_LARGE");

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
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
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
        Answer answer = new Answer(Math.toIntExact(properties.maxAnswer().toBytes()));
        receive(request.header("Authorization", authorization).build(), answer);
        return checked(answer, url, authorization);
    }

    /** The time is bounded for the whole of the answer: the client's own bound is for its begin. */
    private void receive(HttpRequest request, Answer answer) {
        String path = request.uri().getPath();
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request, answer);
        try {
            exchange.get(properties.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new TargetAwayException(path + " takes longer than " + properties.answerTimeout(), late);
        } catch (ExecutionException failed) {
            if (isSuccess(answer.status())) {
                throw StepFailedException.forNow("TARGET_FAILED",
                        path + " broke its answer off" + detail(read(answer.body()).path("error")), failed);
            }
            throw new TargetAwayException(path + " does not answer: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new TargetAwayException("Stopped while waiting for " + path, interrupted);
        }
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private String authorization() {
        try {
            return identity.authorization();
        } catch (AuthenticationServiceException away) {
            throw new TargetAwayException(String.valueOf(away.getMessage()), away);
        }
    }

    private JsonNode checked(Answer answer, URI url, String authorization) {
        int status = answer.status();
        if (isSuccess(status)) {
            if (answer.isTooLarge()) {
                throw StepFailedException.forGood("ANSWER_TOO_LARGE",
                        url.getPath() + " answered with more than " + properties.maxAnswer().toBytes() + " bytes.",
                        null);
            }
            return read(answer.body());
        }
        JsonNode problem = read(answer.body());
        if (OF_THE_REQUEST.contains(problem.path("code").asString(""))) {
            throw StepFailedException.forNow("TARGET_FAILED", url.getPath() + " answered " + status + detail(problem),
                    null);
        }
        String said = url.getPath() + " answered " + status + detail(problem);
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

    private static String detail(JsonNode problem) {
        String detail = problem.path("code").asString("") + " " + problem.path("detail").asString("");
        return detail.isBlank()
                ? ""
                : ": " + detail.strip().substring(0, Math.min(MAX_DETAIL, detail.strip().length()));
    }
}
