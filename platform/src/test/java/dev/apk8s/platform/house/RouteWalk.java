package dev.apk8s.platform.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks every route that a service has, so that a new one is held to the same rules without anybody thinking of it. */
public interface RouteWalk {
    int CLOCK_SKEW_SECONDS = 10;
    Map<String, Role> USERS = Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "scientist", Role.SCIENTIST,
            "admin", Role.ADMIN);
    /** Names that nothing has: a call that is let in finds nothing, and changes nothing. */
    UnaryOperator<String> NOTHING = _ -> "nothing-of-this-name";

    /** The service, without credentials. */
    Api service();

    /** Its routes, by {@link Route#of}. */
    List<Route> routes();

    @Test
    default void everyRouteNamesItsRolesAndIsDocumented() {
        assertThat(routes()).hasSizeGreaterThan(5).allSatisfy(route -> {
            assertThat(route.open() || !route.allowed().isEmpty()).as("%s names who may call it", route).isTrue();
            assertThat(route.summary()).as("%s has a summary", route).isNotBlank();
            if (!route.contentType().isEmpty()) {
                assertThat(route.example()).as("%s has an example of its body", route).isNotBlank();
            }
        });
    }

    @TestFactory
    default Stream<DynamicTest> withoutCredentialsNobodyGetsIn() {
        return closed().map(route -> dynamicTest(route.toString(), () -> refused(route.call(service(), NOTHING))));
    }

    @TestFactory
    default Stream<DynamicTest> aTokenThatIsNotOursGetsNobodyIn() {
        Map<String, String> tokens = Refused.tokens(CLOCK_SKEW_SECONDS);
        return closed().flatMap(route -> tokens.entrySet().stream().map(
                token -> dynamicTest(route + " with a token " + token.getKey(),
                        () -> refused(route.call(service().as(token.getValue()), NOTHING)))));
    }

    @TestFactory
    default Stream<DynamicTest> eachRoleGetsInWhereTheRouteNamesItAndNowhereElse() {
        return closed().flatMap(route -> USERS.entrySet().stream()
                .map(user -> dynamicTest(route + " as " + user.getKey(), () -> {
                    Answer answer = route.call(service().asUser(user.getKey()), NOTHING);
                    if (route.isAllowed(user.getValue())) {
                        assertThat(answer.status()).as(answer.text()).isNotIn(401, 403).isLessThan(500);
                    } else {
                        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                        assertThat(answer.code()).isEqualTo("FORBIDDEN");
                    }
                })));
    }

    private Stream<Route> closed() {
        return routes().stream().filter(route -> !route.open());
    }

    /** 401, with a problem and with a challenge. */
    static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
    }
}
