package dev.apk8s.ingest.index;

import co.elastic.clients.transport.rest5_client.low_level.HttpAsyncResponseConsumerFactory.BasicAsyncResponseConsumerFactory;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The search engine's REST interface, bytes in and bytes out. Every failure is an {@link EngineException}, and an answer
 * is never larger than its caller says.
 */
@Component
public class SearchEngine {
    private static final int MAX_SMALL_ANSWER = 4 << 20;
    private static final ContentType LINES = ContentType.create("application/x-ndjson");
    private static final ContentType JSON = ContentType.create("application/json");

    private final Rest5Client client;
    private final JsonMapper json;

    SearchEngine(Rest5Client client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /**
     * Sends JSON, waits for the answer's bytes.
     *
     * @param path with its segments already encoded where they need to be
     */
    public byte[] send(String method, String path, Map<String, String> parameters, byte @Nullable [] body,
            int maxAnswer) {
        HttpEntity entity = body == null ? null : new ByteArrayEntity(body, JSON);
        return joined(sendAsync(method, path, parameters, entity, maxAnswer));
    }

    /** As {@link #send}, for answers that are small whatever is asked. */
    public JsonNode ask(String method, String path, Map<String, String> parameters, @Nullable Object body) {
        byte[] answer = send(method, path, parameters, body == null ? null : json.writeValueAsBytes(body),
                MAX_SMALL_ANSWER);
        return answer.length == 0 ? json.missingNode() : json.readTree(answer);
    }

    /** As {@link #send}, with a body of lines, as {@code _bulk} and {@code _msearch} take it. */
    public byte[] sendLines(String path, Map<String, String> parameters, byte[] body, int maxAnswer) {
        return joined(sendAsync("POST", path, parameters, new ByteArrayEntity(body, LINES), maxAnswer));
    }

    /**
     * Sends a bulk that is small enough to be held twice.
     *
     * @param lines of {@code index}, {@code create} or {@code update}, each with its document
     */
    public BulkAnswer bulk(byte[] lines, boolean visibleAtOnce) {
        byte[] answer = sendLines("/_bulk", Map.of("refresh", Boolean.toString(visibleAtOnce)), lines,
                MAX_SMALL_ANSWER);
        return BulkAnswer.read(json, answer);
    }

    /** Sends a bulk whose buffer must stay as it is until the future completes. */
    CompletableFuture<byte[]> bulk(byte[] buffer, int length) {
        return sendAsync("POST", "/_bulk", Map.of("filter_path", "errors,items.*.status,items.*.error"),
                new ByteArrayEntity(buffer, 0, length, LINES), MAX_SMALL_ANSWER);
    }

    private CompletableFuture<byte[]> sendAsync(String method, String path, Map<String, String> parameters,
            @Nullable HttpEntity entity, int maxAnswer) {
        Request request = new Request(method, path);
        request.addParameters(parameters);
        if (entity != null) {
            request.setEntity(entity);
        }
        request.setOptions(RequestOptions.DEFAULT.toBuilder()
                .setHttpAsyncResponseConsumerFactory(new BasicAsyncResponseConsumerFactory(maxAnswer)));
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        client.performRequestAsync(request, new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                try {
                    // The client calls some answers a success that are none, such as 404.
                    if (response.getStatusCode() >= 300) {
                        answer.completeExceptionally(refusal(response));
                    } else {
                        answer.complete(bytes(response));
                    }
                } catch (IOException broken) {
                    onFailure(broken);
                }
            }

            @Override
            public void onFailure(Exception failure) {
                answer.completeExceptionally(translated(failure));
            }
        });
        return answer;
    }

    private static byte[] joined(CompletableFuture<byte[]> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EngineException known) {
                throw known;
            }
            throw failed;
        }
    }

    private static byte[] bytes(Response response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    }

    private EngineException translated(Exception failure) {
        if (failure instanceof ResponseException answered) {
            return refusal(answered.getResponse());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContentTooLongException) {
                return new EngineException.AnswerTooLarge("The answer is too large", failure);
            }
        }
        return new EngineException.Unavailable("The search engine does not answer: " + failure.getMessage(), failure);
    }

    private EngineException refusal(Response response) {
        return EngineException.of(response.getStatusCode(), error(response));
    }

    private EngineError error(Response response) {
        try {
            JsonNode error = json.readTree(bytes(response)).path("error");
            return error.isObject() ? EngineError.read(error) : new EngineError("unknown", error.asString(""));
        } catch (IOException | JacksonException unreadable) {
            return new EngineError("unknown", "no reason given (" + unreadable.getMessage() + ")");
        }
    }
}
