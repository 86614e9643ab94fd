package dev.apk8s.ingest;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Route;
import dev.apk8s.platform.house.RouteWalk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesIT extends IngestIT implements RouteWalk {
    private List<Route> routes = List.of();

    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.path().startsWith("/internal/")).toList();
    }

    @Override
    public Api service() {
        return api();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    /** Another device for each route: a name that is tried too often is answered 429 for a while. */
    @TestFactory
    Stream<DynamicTest> aDevicesWrongSecretGetsNobodyIn() {
        return routes.stream().filter(route -> !route.open()).map(route -> dynamicTest(route.toString(),
                () -> RouteWalk.refused(route.call(api().asDevice(unique("nobody"), "secret"), NOTHING))));
    }
}
