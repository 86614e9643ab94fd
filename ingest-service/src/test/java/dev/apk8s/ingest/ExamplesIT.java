package dev.apk8s.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ingest.Targets.Told;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.ExampleWalk;
import dev.apk8s.platform.house.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class ExamplesIT extends IngestIT implements ExampleWalk {
    private static final Duration INDEXED = Duration.ofSeconds(30);

    private List<Route> routes = List.of();

    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.path().startsWith("/internal/") && !route.streaming()).toList();
    }

    @Override
    public Api service() {
        return api();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    /** Whoever registers a function under a name that another tenant uses has one of its own. */
    @Override
    @TestFactory
    public Stream<DynamicTest> anotherTenantFindsNothing() {
        return ExampleWalk.super.anotherTenantFindsNothing()
                .filter(test -> !test.getDisplayName().equals("PUT /api/v1/functions/{name}"));
    }

    /** A stream keeps its name, which the example cannot know. */
    @Override
    public String body(Route route, Map<String, String> resources) {
        if (route.path().equals("/api/v1/functions/{name}")) {
            String function = resources.computeIfAbsent("name", _ -> made(route, "name"));
            return route.example().replace("\"enrich\"", "\"" + function + "\"");
        }
        if (route.path().equals("/api/v1/flows")) {
            return route.example().replace("\"hot\"", "\"" + unique("example") + "\"");
        }
        if (!route.path().equals("/api/v1/streams/{stream}") || !route.method().equals("PUT")) {
            return route.path().equals("/api/v1/streams") || route.path().equals("/api/v1/devices")
                    ? route.example().replaceAll("\"(vibration|lab-d1)\"", "\"" + unique("example") + "\"")
                    : route.example();
        }
        String stream = resources.computeIfAbsent("stream", _ -> made(route, "stream"));
        return route.example().replace("\"vibration\"", "\"" + stream + "\"");
    }

    @Override
    public String made(Route route, String variable) {
        if (route.path().startsWith("/api/v1/dead-letters")) {
            return deadLetter();
        }
        if (variable.equals("name")) {
            return function();
        }
        if (variable.equals("flow")) {
            return flow();
        }
        if (variable.equals("stream")) {
            return stream();
        }
        return variable.equals("commandId") ? lastCommand : device(route);
    }

    private static String lastCommand = "";

    private static String flow() {
        String name = unique("example");
        Answer made = api().asUser("operator").post("/api/v1/flows", "{\"name\":\"" + name
                + "\",\"source\":\"sensor\",\"steps\":[{\"filter\":\"event.temp > 1e9\"}]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    private static String function() {
        String name = unique("example");
        Targets.on("/" + name, _ -> Told.json("{\"answer\":42}"));
        Answer made = api().asUser("admin").send("PUT", "/api/v1/functions/" + name, "application/json",
                ("{\"url\":\"" + Targets.url() + "/" + name + "\"}").getBytes(StandardCharsets.UTF_8));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    private static String stream() {
        String name = unique("example");
        Answer made = api().asUser("admin").post("/api/v1/streams", "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    private static String device(Route route) {
        Api operator = api().asUser("operator");
        String name = unique("example");
        JsonNode made = operator.post("/api/v1/devices", "{\"id\":\"" + name + "\"}").json();
        if (route.path().endsWith("/latest")) {
            api().asDevice(name, made.get("secret").asString()).post("/api/v1/streams/sensor/events", "{\"temp\":1}");
            Awaitility.await().atMost(INDEXED)
                    .until(() -> operator.get("/api/v1/devices/" + name + "/latest").status() == 200);
        }
        if (route.path().contains("commandId")) {
            lastCommand = operator.post("/api/v1/devices/" + name + "/commands", "{\"name\":\"ping\",\"payload\":{}}")
                    .json()
                    .get("id").asString();
        }
        return name;
    }

    private static final Deque<String> LETTERS = new ArrayDeque<>();

    /** One that no other example has. */
    private static String deadLetter() {
        if (LETTERS.isEmpty()) {
            LETTERS.addAll(deadLetters());
        }
        return LETTERS.removeFirst();
    }

    /** Readings that cannot be indexed beside the one before them. */
    private static List<String> deadLetters() {
        String stream = stream();
        Api operator = api().asUser("operator");
        operator.post("/api/v1/streams/" + stream + "/events", "{\"at\":{\"x\":1}}");
        Awaitility.await().atMost(INDEXED).until(() -> operator.get("/api/v1/streams/" + stream + "/search").json()
                .get("total").get("value").asInt() == 1);
        operator.post("/api/v1/streams/" + stream + "/events", "[" + "{\"at\":5},".repeat(9) + "{\"at\":5}]");
        return Awaitility.await().atMost(INDEXED)
                .until(() -> operator.get("/api/v1/dead-letters?stream=" + stream).json().path("deadLetters"),
                        letters -> letters.size() == 10)
                .valueStream().map(letter -> letter.get("id").asString()).toList();
    }
}
