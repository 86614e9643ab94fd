package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * The requests of the engine's client protocol
 * (<a href="https://trino.io/docs/current/develop/client-protocol.html">Trino</a>,
 * <a href="https://prestodb.io/docs/current/develop/client-protocol.html">Presto</a>). An answer is taken whole before
 * it is used, so that one that breaks off can be asked for again.
 */
@Component
final class EngineHttp implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final int OK = 200;
    private static final String PREPARED = "q";

    private final EngineProperties properties;
    private final HttpClient client;
    private final RetryTemplate retry;

    EngineHttp(EngineProperties properties) {
        this.properties = properties;
        client = HttpClient.newBuilder().connectTimeout(properties.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1).build();
        retry = new RetryTemplate(RetryPolicy.builder().maxRetries(properties.retries()).delay(FIRST_DELAY)
                .multiplier(2).includes(EngineBusyException.class).build());
    }

    byte[] submit(Statement statement) {
        HttpRequest.Builder request = statementRequest(statement.session());
        if (statement.parameters().isEmpty()) {
            return send(request.POST(BodyPublishers.ofString(statement.sql())).build(), false);
        }
        return prepared(request, statement,
                "EXECUTE " + PREPARED + " USING " + String.join(", ", statement.parameters()));
    }

    /** Asks for names and types of what a statement would give, without running it. */
    byte[] describeOutput(Statement statement) {
        return prepared(statementRequest(statement.session()), statement, "DESCRIBE OUTPUT " + PREPARED);
    }

    /**
     * Prepares a statement by a header, which both engines know: its text stays as it is, and so do the positions in
     * its errors.
     */
    private byte[] prepared(HttpRequest.Builder request, Statement statement, String use) {
        request.header(name("Prepared-Statement"),
                PREPARED + "=" + URLEncoder.encode(statement.sql(), StandardCharsets.UTF_8));
        return send(request.POST(BodyPublishers.ofString(use)).build(), false);
    }

    private HttpRequest.Builder statementRequest(EngineSession session) {
        HttpRequest.Builder request = request("/v1/statement", session.user())
                .header(name("Source"), properties.source())
                .header(name("Time-Zone"), properties.timeZone().getId());
        with(request, "Client-Capabilities", properties.kind().capabilities());
        with(request, "Catalog", session.catalog());
        with(request, "Schema", session.schema());
        Duration limit = session.limit();
        if (limit != null) {
            request.header(name("Session"), "query_max_run_time=" + limit.toMillis() + "ms");
        }
        return request;
    }

    byte[] get(String path, String user) {
        return send(request(path, user).GET().build(), true);
    }

    void delete(String path, String user) {
        send(request(path, user).DELETE().build(), true);
    }

    /** Whether the engine says that it has started. */
    boolean isStarted(Duration limit) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(properties.url().resolve("/v1/info")).timeout(limit).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return answer.statusCode() == OK && answer.body().contains("\"starting\":false");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path, String user) {
        HttpRequest.Builder request = HttpRequest.newBuilder(properties.url().resolve(path))
                .timeout(properties.requestTimeout()).header(name("User"), user);
        if (!properties.password().isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                    (properties.serviceUser() + ":" + properties.password()).getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private void with(HttpRequest.Builder request, String header, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            request.header(name(header), value);
        }
    }

    private String name(String header) {
        return properties.headerPrefix() + header;
    }

    private byte[] send(HttpRequest request, boolean repeatable) {
        try {
            return retry.execute(() -> once(request, repeatable));
        } catch (RetryException exhausted) {
            if (exhausted.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw unavailable("The SQL engine is too busy to answer.", exhausted);
        }
    }

    private byte[] once(HttpRequest request, boolean repeatable) {
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                int max = Math.toIntExact(properties.maxPage().toBytes());
                byte[] bytes = body.readNBytes(max + 1);
                if (bytes.length > max) {
                    throw new ProblemException(EngineError.ENGINE_PAGE_TOO_LARGE, "A page of the result is larger than "
                            + max + " bytes: select fewer or smaller columns.");
                }
                return checked(answer.statusCode(), bytes, repeatable);
            }
        } catch (ConnectException | HttpTimeoutException away) {
            throw unavailable("The SQL engine does not answer.", away);
        } catch (IOException broken) {
            if (repeatable) {
                throw new EngineBusyException("An answer broke off", broken);
            }
            throw unavailable("The SQL engine broke off its answer.", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("The service stops.", interrupted);
        }
    }

    private static byte[] checked(int status, byte[] body, boolean ofQuery) {
        // Whose query it is the engine says by 403; the caller is not told that there is one.
        return switch (status == 403 && ofQuery ? 404 : status) {
            case OK, 202, 204 -> body;
            case 404, 410 -> throw new ProblemException(EngineError.QUERY_GONE,
                    "The engine does not keep it any more: a page is kept until the next one is read, a query until it is read, given up or the engine is started anew.");
            case 429, 502, 503, 504 -> throw new EngineBusyException("The engine answered " + status, null);
            default -> throw new ProblemException(EngineError.ENGINE_FAILED,
                    "The engine does not take the request: it answered " + status + ".");
        };
    }

    private static ProblemException unavailable(String detail, Throwable cause) {
        return new ProblemException(EngineError.ENGINE_UNAVAILABLE, detail, cause).retryAfter(RETRY_AFTER);
    }
}
