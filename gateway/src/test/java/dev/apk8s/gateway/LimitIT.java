package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Limits on the rate of requests. */
@TestPropertySource(properties = {"apk8s.gateway.limit.caller.requests=5", "apk8s.gateway.limit.caller.burst=5",
        "apk8s.gateway.limit.caller.per=1h", "apk8s.gateway.limit.address.requests=60",
        "apk8s.gateway.limit.address.burst=60", "apk8s.gateway.limit.address.per=1h"})
class LimitIT extends GatewayIT {
    @Test
    void eachCallerHasALimitAndBeforeItEachAddress() {
        limited(viewer(), "caller");
        limited(api().asDevice("lab-d1", "secret"), "caller");
        assertThat(call(api().asUser("admin")).status()).as("somebody else").isEqualTo(200);
        assertThat(call(api().asDevice("lab-d2", "secret")).status()).as("another device").isEqualTo(200);

        Answer stranger = call(api());
        while (stranger.status() == 401) {
            stranger = call(api());
        }
        refused(stranger, "address");
        refused(call(api().asUser("operator")), "address");
    }

    private static void limited(Api caller, String limit) {
        for (int left = 4; left >= 0; left--) {
            Answer answer = call(caller);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("RateLimit")).startsWith("\"" + limit + "\";r=" + left + ";t=");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"" + limit + "\";q=5;w=3600");
        }
        refused(call(caller), limit);
    }

    private static void refused(Answer answer, String limit) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("RATE_LIMITED");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 3600L);
        assertThat(answer.header("RateLimit")).startsWith("\"" + limit + "\";r=0;t=");
        assertThat(answer.json().path("limit").asString()).isEqualTo(limit);
    }

    private static Answer call(Api caller) {
        return caller.post("/api/v1/streams/sensor/events", "{}");
    }
}
