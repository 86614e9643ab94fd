package dev.apk8s.chain;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Route;
import dev.apk8s.platform.house.RouteWalk;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesIT extends ChainIT implements RouteWalk {
    private List<Route> routes = List.of();

    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json());
    }

    @Override
    public Api service() {
        return api();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }
}
