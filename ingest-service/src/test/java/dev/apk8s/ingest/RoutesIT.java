package dev.apk8s.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Refused;
import dev.apk8s.platform.house.Route;
import dev.apk8s.platform.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every route that the service has, so that a new one is held to the same rules without anybody thinking of it. */
class RoutesIT extends IngestIT {
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final Map<String, Role> USERS = Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "scientist",
            Role.SCIENTIST, "admin", Role.ADMIN);
    /** Names that nothing has: a call that is let in finds nothing, and changes nothing. */
    private static final UnaryOperator<String> NOTHING = variable -> "nothing-of-this-name";

    private List<Route> routes = List.of();

    @Autowired
    void find(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        routes = Route.of(mapping, api().get("/v3/api-docs").json()).stream()
                .filter(route -> !route.path().startsWith("/internal/")).toList();
    }

    @Test
    void everyRouteNamesItsRolesAndIsDocumented() {
        assertThat(routes).hasSizeGreaterThan(5).allSatisfy(route -> {
            assertThat(route.open() || !route.allowed().isEmpty()).as("%s names who may call it", route).isTrue();
            assertThat(route.summary()).as("%s has a summary", route).isNotBlank();
            if (!route.contentType().isEmpty()) {
                assertThat(route.example()).as("%s has an example of its body", route).isNotBlank();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> withoutCredentialsNobodyGetsIn() {
        return routes.stream().filter(route -> !route.open())
                .map(route -> dynamicTest(route.toString(), () -> refused(route.call(api(), NOTHING))));
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatIsNotOursGetsNobodyIn() {
        Map<String, String> tokens = Refused.tokens(CLOCK_SKEW_SECONDS);
        return routes.stream().filter(route -> !route.open()).flatMap(route -> tokens.entrySet().stream().map(
                token -> dynamicTest(route + " with a token " + token.getKey(),
                        () -> refused(route.call(api().as(token.getValue()), NOTHING)))));
    }

    /** Another device for each route: a name that is tried too often is answered 429 for a while. */
    @TestFactory
    Stream<DynamicTest> aDevicesWrongSecretGetsNobodyIn() {
        return routes.stream().filter(route -> !route.open()).map(route -> dynamicTest(route.toString(),
                () -> refused(route.call(api().asDevice(unique("nobody"), "secret"), NOTHING))));
    }

    @TestFactory
    Stream<DynamicTest> eachRoleGetsInWhereTheRouteNamesItAndNowhereElse() {
        return routes.stream().filter(route -> !route.open()).flatMap(route -> USERS.entrySet().stream()
                .map(user -> dynamicTest(route + " as " + user.getKey(), () -> {
                    Answer answer = route.call(api().asUser(user.getKey()), NOTHING);
                    if (route.isAllowed(user.getValue())) {
                        assertThat(answer.status()).as(answer.text()).isNotIn(401, 403).isLessThan(500);
                    } else {
                        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                        assertThat(answer.code()).isEqualTo("FORBIDDEN");
                    }
                })));
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
    }
}
