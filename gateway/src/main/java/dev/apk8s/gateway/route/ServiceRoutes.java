package dev.apk8s.gateway.route;

import dev.apk8s.gateway.breaker.Breakers;
import dev.apk8s.gateway.limit.CallerLimit;
import dev.apk8s.gateway.service.Service;
import dev.apk8s.gateway.service.Services;
import dev.apk8s.platform.problem.Problems;
import org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** One route a service: its problems, then the caller's limit, then its breaker, then the way to it. */
@Configuration(proxyBeanMethods = false)
class ServiceRoutes {
    @Bean
    RouterFunction<ServerResponse> routesOfServices(Services services, Breakers breakers, CallerLimit limit,
            Problems problems) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        ProblemAnswers answers = new ProblemAnswers(problems);
        for (Service service : services.all()) {
            RequestPredicate paths = request -> service.serves(request.requestPath().pathWithinApplication());
            routes.add(GatewayRouterFunctions.route(service.name()).route(paths, HandlerFunctions.http())
                    .before(BeforeFilterFunctions.uri(service.url())).filter(answers).filter(limit)
                    .filter(breakers.filter(service)).build());
        }
        return routes.build();
    }
}
