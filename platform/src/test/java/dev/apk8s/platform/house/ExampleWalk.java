package dev.apk8s.platform.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.identity.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sends every example of the OpenAPI document: to resources of one's own, where it works, and of others, where it finds nothing. */
public interface ExampleWalk {
    /** The service, without credentials. */
    Api service();

    /** Its routes, by {@link Route#of}; those whose answer does not end left out. */
    List<Route> routes();

    /** Makes a resource of the default tenant that a route's variable can name, and gives its name. */
    String made(Route route, String variable);

    /** The route's example, with the names in it that must be new or those of the resources made for it. */
    default String body(Route route, Map<String, String> resources) {
        return route.example();
    }

    @TestFactory
    default Stream<DynamicTest> theExampleOfEveryRouteWorks() {
        return routes().stream().filter(route -> route.isAllowed(Role.ADMIN))
                .map(route -> dynamicTest(route.toString(), () -> {
                    Answer answer = called(route, "admin");
                    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
                }));
    }

    @TestFactory
    default Stream<DynamicTest> anotherTenantFindsNothing() {
        return routes().stream().filter(route -> route.isAllowed(Role.ADMIN) && route.hasVariables())
                .map(route -> dynamicTest(route.toString(), () -> {
                    Answer answer = called(route, "acme-admin");
                    assertThat(answer.status()).as(answer.text()).isEqualTo(404);
                }));
    }

    private Answer called(Route route, String user) {
        Map<String, String> resources = new HashMap<>();
        return route.call(service().asUser(user), name -> resources.computeIfAbsent(name, _ -> made(route, name)),
                body(route, resources));
    }
}
