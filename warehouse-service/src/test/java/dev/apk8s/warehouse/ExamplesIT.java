package dev.apk8s.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.ExampleWalk;
import dev.apk8s.platform.house.Route;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class ExamplesIT extends WarehouseIT implements ExampleWalk {
    private List<Route> routes = List.of();

    /**
     * Three kinds have tests of their own: pages, as a token is no example that a document can give; catalogs, of which
     * some are everybody's; tables, which lie over objects of the lake.
     */
    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.path().endsWith("/{id}/results")
                        && !route.path().startsWith("/api/v1/warehouse/catalogs/")
                        && !route.path().startsWith("/api/v1/warehouse/tables"))
                .toList();
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
        Answer made = api().asUser("admin").post("/api/v1/warehouse/queries", "{\"sql\":\"SHOW CATALOGS\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(202);
        return made.json().get("id").asString();
    }
}
