package dev.apk8s.local.artemis;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks and tells the service that knows the devices, in the manner of EMQX's HTTP authentication and webhooks.
 * <p>
 * The broker's threads wait here, so the number of those that may is bounded: a service that hangs must not take the
 * threads that deliver messages.
 */
final class HookClient implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HookClient.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final long TURN_LIMIT_MILLIS = 1_000;
    private static final int CALLS_AT_ONCE = 24;
    private static final int CALLS_IN_ALL = 64;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT).executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private final Semaphore calling = new Semaphore(CALLS_AT_ONCE);
    private final Semaphore admitted = new Semaphore(CALLS_IN_ALL);
    private final URI base;
    private final String token;

    HookClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    Decision authenticate(String username, String password, String clientId) {
        return decide("/internal/mqtt/auth",
                Map.of("username", username, "password", password, "clientid", clientId));
    }

    Decision authorise(String username, String clientId, String topic, AccessDecisions.Action action) {
        return decide("/internal/mqtt/acl", Map.of("username", username, "clientid", clientId, "topic", topic,
                "action", action.wireName()));
    }

    /** Returns the status, or throws when there was no answer. */
    int tell(Map<String, String> event) throws IOException, InterruptedException {
        return post("/internal/mqtt/events", event).statusCode();
    }

    private Decision decide(String path, Map<String, String> question) {
        if (!admitted.tryAcquire()) {
            return Decision.UNAVAILABLE;
        }
        try {
            if (!calling.tryAcquire(TURN_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                return Decision.UNAVAILABLE;
            }
            try {
                return read(ask(path, question));
            } finally {
                calling.release();
            }
        } catch (IOException | JacksonException failed) {
            LOGGER.warn("No decision from {}{}: {}", base, path, failed.toString());
            return Decision.UNAVAILABLE;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Decision.UNAVAILABLE;
        } finally {
            admitted.release();
        }
    }

    private HttpResponse<byte[]> ask(String path, Map<String, String> question)
            throws IOException, InterruptedException {
        try {
            return post(path, question);
        } catch (HttpTimeoutException slow) {
            throw slow;
        } catch (IOException _) {
            // A kept-alive connection ends when the service restarts; asking is safe to repeat.
            return post(path, question);
        }
    }

    private Decision read(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        JsonNode result = json.readTree(answer.body()).path("result");
        return switch (result.asString("")) {
            case "allow" -> Decision.ALLOWED;
            case "deny" -> Decision.DENIED;
            default -> throw new IOException("an answer without result");
        };
    }

    private HttpResponse<byte[]> post(String path, Map<String, String> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
