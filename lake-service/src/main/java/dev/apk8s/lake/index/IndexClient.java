package dev.apk8s.lake.index;

import co.elastic.clients.transport.rest5_client.low_level.HttpAsyncResponseConsumerFactory.BasicAsyncResponseConsumerFactory;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests to the search engine. Where it does not answer, or cannot do its work, the problem is
 * SEARCH_UNAVAILABLE; what it refuses is an {@link IndexRefusedException}.
 */
@Component
public class IndexClient {
    private static final int LARGEST_ANSWER = 16 << 20;
    private static final int REFUSED = 400;
    private static final int OVERLOADED = 429;
    private static final int BROKEN = 500;
    private static final ContentType JSON = ContentType.create("application/json");
    private static final ContentType LINES = ContentType.create("application/x-ndjson");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Rest5Client client;
    private final JsonMapper json;

    IndexClient(Rest5Client client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /** What became of one operation of a bulk that did not work. */
    public record Failure(int position, int status, String reason) {
        public boolean isConflict() {
            return status == 409;
        }

        public boolean isTemporary() {
            return status == OVERLOADED || status >= BROKEN;
        }
    }

    /** The answer's JSON; a missing node if it has none. */
    public JsonNode ask(String method, String path, Map<String, String> parameters, @Nullable Object body) {
        return read(send(method, path, parameters,
                body == null ? null : new ByteArrayEntity(json.writeValueAsBytes(body), JSON)));
    }

    /** As {@link #ask}, with nothing where the index or document is not there. */
    public @Nullable JsonNode find(String path) {
        try {
            return ask("GET", path, Map.of(), null);
        } catch (IndexRefusedException absent) {
            if (absent.isAbsent()) {
                return null;
            }
            throw absent;
        }
    }

    /**
     * Returns the operations that did not work, in their order.
     *
     * @param lines actions and documents, one after another
     */
    public List<Failure> bulk(List<?> lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object line : lines) {
            body.writeBytes(json.writeValueAsBytes(line));
            body.write('\n');
        }
        JsonNode answer = read(send("POST", "/_bulk", Map.of(), new ByteArrayEntity(body.toByteArray(), LINES)));
        List<Failure> failures = new ArrayList<>();
        int position = 0;
        for (JsonNode item : answer.path("items")) {
            JsonNode result = item.iterator().next();
            if (result.has("error")) {
                failures.add(new Failure(position, result.path("status").asInt(BROKEN),
                        result.path("error").path("reason").asString("")));
            }
            position++;
        }
        return failures;
    }

    private byte[] send(String method, String path, Map<String, String> parameters,
            @Nullable ByteArrayEntity entity) {
        Request request = new Request(method, path);
        request.addParameters(parameters);
        if (entity != null) {
            request.setEntity(entity);
        }
        request.setOptions(RequestOptions.DEFAULT.toBuilder()
                .setHttpAsyncResponseConsumerFactory(new BasicAsyncResponseConsumerFactory(LARGEST_ANSWER)));
        try {
            Response response = client.performRequest(request);
            // The client calls some answers a success that are none, such as 404.
            if (response.getStatusCode() >= REFUSED) {
                throw refused(response);
            }
            return bytes(response);
        } catch (ResponseException answered) {
            throw refused(answered.getResponse());
        } catch (IOException away) {
            throw unavailable(away);
        }
    }

    private RuntimeException refused(Response response) {
        int status = response.getStatusCode();
        String reason;
        try {
            reason = String.valueOf(read(bytes(response)).path("error"));
        } catch (IOException unreadable) {
            return unavailable(unreadable);
        }
        return status == OVERLOADED || status >= BROKEN
                ? unavailable(new IOException(status + " " + reason))
                : new IndexRefusedException(status, reason);
    }

    private JsonNode read(byte[] answer) {
        try {
            return answer.length == 0 ? json.missingNode() : json.readTree(answer);
        } catch (JacksonException unreadable) {
            throw unavailable(unreadable);
        }
    }

    private static byte[] bytes(Response response) throws IOException {
        return response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
    }

    private static ProblemException unavailable(Exception cause) {
        return new ProblemException(CommonError.SEARCH_UNAVAILABLE, "Try again later.", cause)
                .retryAfter(RETRY_AFTER);
    }
}
