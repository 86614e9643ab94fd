package dev.apk8s.chain.node;

import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import okhttp3.OkHttpClient;
import org.springframework.stereotype.Component;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls the node. A call that is not answered fails as NODE_UNAVAILABLE; what the node refuses is an answer. */
@Component
public final class Node {
    private static final int BATCH = 100;
    private static final int MAX_MESSAGE = 500;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final HttpService service;
    private final long chainId;

    Node(NodeProperties properties) {
        OkHttpClient client = new OkHttpClient.Builder().connectTimeout(properties.connectTimeout())
                .readTimeout(properties.readTimeout()).writeTimeout(properties.readTimeout()).build();
        this.service = new HttpService(properties.url().toString(), client);
        this.chainId = properties.chainId();
    }

    public long chainId() {
        return chainId;
    }

    /**
     * What the node answers.
     *
     * @throws ProblemException NODE_UNAVAILABLE when it does not answer, NODE_REFUSED when it refuses
     */
    public JsonNode ask(String method, Object... parameters) {
        return call(Call.of(method, parameters)).orThrow();
    }

    /**
     * What the node says, a refusal too.
     *
     * @throws ProblemException NODE_UNAVAILABLE
     */
    public Reply call(Call call) {
        try {
            return reply(service.send(request(call), Answer.class));
        } catch (IOException | JacksonException | ClientConnectionException away) {
            throw away(away);
        }
    }

    /** The replies in the order of the calls, of which at most a hundred go at once. */
    public List<Reply> all(List<Call> calls) {
        return calls.stream().gather(Gatherers.windowFixed(BATCH)).flatMap(some -> batch(some).stream()).toList();
    }

    private List<Reply> batch(List<Call> calls) {
        if (calls.size() == 1) {
            return List.of(call(calls.getFirst()));
        }
        List<Request<Object, Answer>> requests = calls.stream().map(this::request).toList();
        BatchRequest batch = new BatchRequest(service);
        requests.forEach(batch::add);
        try {
            // A node may answer in any order.
            Map<Long, Answer> answers = new HashMap<>();
            batch.send().getResponses().forEach(answer -> answers.put(answer.getId(), (Answer) answer));
            List<Reply> replies = new ArrayList<>(calls.size());
            for (Request<Object, Answer> request : requests) {
                Answer answer = answers.get(request.getId());
                if (answer == null) {
                    throw new IOException("The node answered " + answers.size() + " of " + calls.size() + " calls");
                }
                replies.add(reply(answer));
            }
            return replies;
        } catch (IOException | JacksonException | ClientConnectionException | ClassCastException away) {
            throw away(away);
        }
    }

    private Request<Object, Answer> request(Call call) {
        return new Request<>(call.method(), new ArrayList<>(call.parameters()), service, Answer.class);
    }

    private static Reply reply(Answer answer) {
        Response.Error error = answer.getError();
        JsonNode result = answer.getResult();
        if (error == null) {
            return new Reply(result == null ? JsonNodeFactory.instance.nullNode() : result, null);
        }
        String message = String.valueOf(error.getMessage());
        return new Reply(JsonNodeFactory.instance.nullNode(),
                message.substring(0, Math.min(MAX_MESSAGE, message.length())));
    }

    private static ProblemException away(Exception cause) {
        return new ProblemException(NodeError.NODE_UNAVAILABLE, "The chain's node does not answer. Try again.", cause)
                .retryAfter(RETRY_AFTER);
    }

    /** Any result, as JSON. */
    static final class Answer extends Response<JsonNode> {}
}
