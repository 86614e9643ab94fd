package dev.apk8s.platform.house;

import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.identity.RouteRule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * A route of a service, with what its OpenAPI document says of it.
 *
 * @param allowed the roles that it names; empty if it names none
 * @param open whether it is called without credentials
 * @param summary what the document calls it; empty if the document does not have it
 * @param contentType of its body, empty if it takes none
 * @param example a body from the document, empty if there is none
 * @param query the query parameters for which the document gives an example
 * @param streaming whether the answer does not end by itself
 */
public record Route(String method, String path, Set<Role> allowed, boolean open, String summary, String contentType,
        String example, String query, boolean streaming) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)[^}]*}");

    public boolean hasVariables() {
        return VARIABLE.matcher(path).find();
    }

    /** The path with its variables filled in. */
    public String path(UnaryOperator<String> values) {
        return VARIABLE.matcher(path).replaceAll(found -> values.apply(found.group(1)));
    }

    public boolean isAllowed(Role role) {
        return allowed.stream().anyMatch(role::covers);
    }

    /** Calls it with its example as body. */
    public Api.Answer call(Api api, UnaryOperator<String> values) {
        return call(api, values, example);
    }

    /** Calls it with the examples of its query parameters and another body. */
    public Api.Answer call(Api api, UnaryOperator<String> values, String body) {
        return api.send(method, path(values) + query, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** All routes of ours that a service has, by path and method. */
    public static List<Route> of(RequestMappingHandlerMapping mapping, JsonNode document) {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (RouteRule.isFramework(handler)) {
                return;
            }
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String path : info.getPatternValues()) {
                for (RequestMethod method : methods) {
                    JsonNode operation = document.path("paths").path(path.replace("{*", "{"))
                            .path(method.name().toLowerCase(Locale.ROOT));
                    Map.Entry<String, JsonNode> body = firstBody(operation).orElse(Map.entry("", operation));
                    routes.add(new Route(method.name(), path,
                            RouteRule.allowed(handler).map(Set::of).orElse(Set.of()), RouteRule.isOpen(handler),
                            operation.path("summary").asString(""), body.getKey(), example(body.getValue()),
                            query(operation), info.getProducesCondition().getProducibleMediaTypes()
                                    .contains(MediaType.TEXT_EVENT_STREAM)));
                }
            }
        });
        routes.sort(Comparator.comparing(Route::toString));
        return routes;
    }

    private static Optional<Map.Entry<String, JsonNode>> firstBody(JsonNode operation) {
        return operation.path("requestBody").path("content").propertyStream()
                .max(Comparator.comparing(body -> example(body.getValue()).length()));
    }

    private static String query(JsonNode operation) {
        String query = operation.path("parameters").valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals("query") && parameter.has("example"))
                .map(parameter -> parameter.get("name").asString() + "="
                        + URLEncoder.encode(parameter.get("example").asString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String example(JsonNode body) {
        JsonNode examples = body.path("examples");
        JsonNode value = examples.isEmpty() ? body.path("example") : examples.iterator().next().path("value");
        return value.isMissingNode() ? "" : value.isString() ? value.asString() : value.toString();
    }
}
