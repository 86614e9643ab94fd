package dev.apk8s.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

class ConnectionDrainTest {
    private static final Duration TIME = Duration.ofMillis(200);

    private final ApplicationContext service = new GenericApplicationContext();

    @Test
    void aServiceThatStopsEndsConnectionsFirst() throws Exception {
        ConnectionDrain drain = drain(TIME);
        assertThat(connectionAfterARequest(drain)).isNull();

        Instant told = Instant.now();
        drain.onApplicationEvent(new ContextClosedEvent(service));
        assertThat(Duration.between(told, Instant.now())).isGreaterThanOrEqualTo(TIME);
        assertThat(connectionAfterARequest(drain)).isEqualTo("close");
    }

    @Test
    void theEndOfTheManagementPortIsNone() throws Exception {
        ConnectionDrain drain = drain(TIME);
        drain.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
        assertThat(connectionAfterARequest(drain)).isNull();
    }

    @Test
    void withoutATimeConnectionsAreKeptToTheEnd() throws Exception {
        ConnectionDrain drain = drain(Duration.ZERO);
        drain.onApplicationEvent(new ContextClosedEvent(service));
        assertThat(connectionAfterARequest(drain)).isNull();
    }

    private ConnectionDrain drain(Duration time) {
        return new ConnectionDrain(service,
                new WebProperties(DataSize.ofMegabytes(1), Map.of(), DataSize.ofKilobytes(8), time));
    }

    private static @Nullable String connectionAfterARequest(ConnectionDrain drain) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        drain.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        return response.getHeader(HttpHeaders.CONNECTION);
    }
}
