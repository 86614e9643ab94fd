package dev.apk8s.ingest.flow.effect;

import dev.apk8s.ingest.flow.step.CallTarget;
import dev.apk8s.ingest.flow.step.StepFailedException;
import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.ingest.function.FunctionAnswer;
import dev.apk8s.ingest.function.FunctionCall;
import dev.apk8s.ingest.function.FunctionError;
import dev.apk8s.ingest.function.Functions;
import dev.apk8s.ingest.function.RegisteredFunctionCaller;
import dev.apk8s.platform.problem.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Asks what steps ask: each target in its own wire form. */
@Component
final class Calls {
    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);

    private final ServiceCalls services;
    private final ServiceProperties places;
    private final Functions functions;
    private final RegisteredFunctionCaller registered;
    private final JsonMapper json;

    Calls(ServiceCalls services, ServiceProperties places, Functions functions, RegisteredFunctionCaller registered,
            JsonMapper json) {
        this.services = services;
        this.places = places;
        this.functions = functions;
        this.registered = registered;
        this.json = json;
    }

    JsonNode call(CallTarget target, JsonNode input, String tenant, String key) {
        return switch (target) {
            case CallTarget.Function function -> function(function.name(), input, tenant, key);
            case CallTarget.Prediction prediction -> prediction(prediction, input, tenant, key);
            case CallTarget.Contract contract -> contract(contract, input, tenant, key);
            case CallTarget.Query query -> query(query, input, tenant, key);
        };
    }

    /** Whether a call does nothing but answer, as far as the platform knows. */
    boolean onlyAnswers(CallTarget target) {
        return switch (target) {
            case CallTarget.Function function -> functions.isBuiltIn(function.name());
            case CallTarget.Prediction _,CallTarget.Query _ -> true;
            case CallTarget.Contract _ -> false;
        };
    }

    private JsonNode function(String name, JsonNode input, String tenant, String key) {
        Optional<URI> builtIn = functions.builtIn(name);
        if (builtIn.isPresent()) {
            return services.post(builtIn.get(), tenant, input, key);
        }
        byte[] body = input.isString()
                ? input.asString().getBytes(StandardCharsets.UTF_8)
                : json.writeValueAsBytes(input);
        FunctionCall call = new FunctionCall("POST", body,
                input.isString() ? "text/plain; charset=utf-8" : "application/json", "application/json", key);
        FunctionAnswer answer;
        try {
            answer = registered.call(tenant, name, call);
        } catch (ProblemException failed) {
            throw failure(failed);
        }
        try {
            JsonNode node = json.readTree(answer.body());
            return node.isMissingNode() ? json.nullNode() : node;
        } catch (JacksonException text) {
            return StringNode.valueOf(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private static RuntimeException failure(ProblemException failed) {
        boolean away = failed.code() == FunctionError.FUNCTION_AWAY || failed.code() == FunctionError.TOO_MANY_CALLS
                || (failed.code() == FunctionError.FUNCTION_FAILED
                        && failed.members().get("status") instanceof Integer status && AWAY.contains(status));
        return away
                ? new TargetAwayException(failed.detail(), failed)
                : StepFailedException.forGood(failed.code().name(), failed.detail(), failed);
    }

    /** Seldon's form: one row in, one row out. Its namespaces are the tenants. */
    private JsonNode prediction(CallTarget.Prediction target, JsonNode input, String tenant, String key) {
        ObjectNode data = json.createObjectNode();
        if (!target.names().isEmpty()) {
            data.set("names", json.valueToTree(target.names()));
        }
        data.putArray("ndarray").add(input);
        JsonNode answer = services.post(at(places.ml(), "seldon", tenant, target.model(), "api", "v1.0",
                "predictions"), tenant, json.createObjectNode().set("data", data), key).path("data");
        JsonNode row = answer.path("ndarray").path(0);
        if (row.isMissingNode()) {
            throw StepFailedException.forGood("ANSWER_UNUSABLE", "The model's answer has no row in 'ndarray'.", null);
        }
        if (!row.isArray()) {
            return json.createObjectNode().set("value", row);
        }
        ObjectNode named = json.createObjectNode();
        for (int index = 0; index < row.size(); index++) {
            named.set(answer.path("names").path(index).asString("output" + index), row.get(index));
        }
        return named;
    }

    private JsonNode contract(CallTarget.Contract target, JsonNode input, String tenant, String key) {
        ObjectNode body = json.createObjectNode();
        if (target.signer() != null) {
            body.put("signer", target.signer());
        }
        body.set("arguments", input);
        return services.post(at(places.chain(), "api", "v1", "chain", "contracts", target.contract(), "methods",
                target.method(), "transactions"), tenant, body, key);
    }

    private JsonNode query(CallTarget.Query target, JsonNode input, String tenant, String key) {
        ObjectNode body = json.createObjectNode().put("sql", target.sql()).put("maxRows", target.maxRows())
                .put("timeout", places.queryTimeout().toString());
        body.set("parameters", input);
        if (target.catalog() != null) {
            body.put("catalog", target.catalog());
        }
        if (target.schema() != null) {
            body.put("schema", target.schema());
        }
        JsonNode answer = services.post(at(places.warehouse(), "api", "v1", "warehouse", "queries", "results"), tenant,
                body, key);
        ArrayNode rows = json.createArrayNode();
        for (JsonNode row : answer.path("rows")) {
            ObjectNode named = rows.addObject();
            for (int index = 0; index < row.size(); index++) {
                named.set(answer.path("columns").path(index).path("name").asString("column" + index), row.get(index));
            }
        }
        return rows;
    }

    private static URI at(URI service, String... segments) {
        String base = service.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/"
                + UriUtils.encodePath(String.join("/", segments), StandardCharsets.UTF_8));
    }
}
