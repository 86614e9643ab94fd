package dev.apk8s.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.ExampleWalk;
import dev.apk8s.platform.house.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class ExamplesIT extends MlIT implements ExampleWalk {
    private static final String BOOK_MODEL = "SkLearnWineModel";
    private static final Map<String, String> MADE = new HashMap<>();
    private List<Route> routes = List.of();

    /** Two have tests of their own: a file is no text that a document can show, and both make what is not there. */
    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.path().equals("/api/v1/models/{model}/versions")
                        && !(route.path().endsWith("/runs") && route.method().equals("POST")))
                .toList();
    }

    /** The default model is asked for by its name. */
    @BeforeEach
    void bookModel() {
        if (api().asUser("viewer").get("/v2/models/" + BOOK_MODEL + "/ready").status() != 200) {
            var run = run("SkLearnWineQuality", """
                    {"algorithm":"elastic-net","source":{"object":{"bucket":"upload","key":"%s"}},"target":"quality",\
                    "register":{"model":"SkLearnWineModel","stage":"production"}}""".formatted(wineInLake()));
            assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        }
    }

    @Override
    public Api service() {
        return api();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public String made(Route route, String variable) {
        return switch (variable) {
            case "namespace" -> "default";
            case "version" -> "1";
            case "model" -> route.method().equals("DELETE") ? unloaded() : serving("example", TestModels.times(1, 11));
            case "experiment" -> experiment();
            case "id" -> MADE.getOrDefault("run", "");
            default -> throw new IllegalArgumentException(variable);
        };
    }

    private String unloaded() {
        String model = unique("example");
        register(model, TestModels.times(1, 11));
        return model;
    }

    private String experiment() {
        String experiment = unique("experiment");
        var run = run(experiment, """
                {"algorithm":"anomaly","source":{"object":{"bucket":"upload","key":"%s"}}}"""
                .formatted(wineInLake()));
        MADE.put("run", run.get("id").asString());
        return experiment;
    }

    @Test
    void theExampleOfARunIsTheBooks() throws Exception {
        Answer kept = lake("operator").send("PUT", "/api/v1/lake/buckets/upload/objects/winequality-red.csv",
                "text/csv", Files.readAllBytes(Path.of("../data/winequality-red.csv")));
        assertThat(kept.status()).isEqualTo(200);
        Route route = Route.of(mapping(), api().get("/v3/api-docs").json()).stream()
                .filter(found -> found.path().endsWith("/runs") && found.method().equals("POST")).findFirst()
                .orElseThrow();
        var run = run("SkLearnWineQuality", route.example());
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.at("/result/metrics/rmse").asDouble()).isBetween(0.73, 0.74);
        Answer predicted = api().asUser("viewer").send("POST", "/api/v1.0/predictions", "application/json",
                "{\"data\":{\"ndarray\":[[6.4,0.57,0.02,1.8,0.067,4.0,11.0,0.997,3.46,0.68,9.5]]}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(predicted.text())
                .matches("\\{\"data\":\\{\"names\":\\[],\"ndarray\":\\[5\\.69\\d+]},\"meta\":\\{}}");
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private RequestMappingHandlerMapping mapping() {
        return mapping;
    }
}
