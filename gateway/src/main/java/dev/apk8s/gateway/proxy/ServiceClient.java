package dev.apk8s.gateway.proxy;

import dev.apk8s.gateway.service.Services;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.ObservationExecChainHandler;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.PoolingHttpClientConnectionManagerMetricsBinder;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one client to all services: pooled, bounded, and doing nothing to what passes through. */
@Configuration(proxyBeanMethods = false)
class ServiceClient {
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_LINE = 16 * 1024;
    /** How often a body under way looks whether the service has already refused it; each look costs a millisecond. */
    private static final long REFUSAL_CHECK_BYTES = 512L * 1024;

    @Bean
    PoolingHttpClientConnectionManager connections(ProxyProperties properties, Services services) {
        var http1 = Http1Config.custom().setMaxHeaderCount(MAX_HEADERS).setMaxLineLength(MAX_HEADER_LINE).build();
        var timeouts = ConnectionConfig.custom().setConnectTimeout(timeout(properties.connectTimeout()))
                .setSocketTimeout(timeout(properties.responseTimeout()))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1)).build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(http1)
                        .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(REFUSAL_CHECK_BYTES))
                        .build())
                .setDefaultConnectionConfig(timeouts).setMaxConnPerRoute(properties.maxConnections())
                .setMaxConnTotal(properties.maxConnections() * Math.max(1, services.all().size())).build();
    }

    @Bean
    MeterBinder connectionMetrics(PoolingHttpClientConnectionManager connections) {
        return new PoolingHttpClientConnectionManagerMetricsBinder(connections, "services");
    }

    @Bean
    CloseableHttpClient serviceHttpClient(PoolingHttpClientConnectionManager connections, ProxyProperties properties,
            ObservationRegistry observations) {
        var requests = RequestConfig.custom().setConnectionRequestTimeout(timeout(properties.poolTimeout()))
                .setResponseTimeout(timeout(properties.responseTimeout())).setRedirectsEnabled(false)
                .setAuthenticationEnabled(false).setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false).build();
        return HttpClients.custom().setConnectionManager(connections).setDefaultRequestConfig(requests)
                .setRequestExecutor(new StreamAwareExecutor(properties.streamTimeout()))
                .setKeepAliveStrategy((answer, context) -> TimeValue.of(properties.keepAlive()))
                .setRetryStrategy(new OnceMore()).evictIdleConnections(TimeValue.of(properties.keepAlive()))
                .addExecInterceptorAfter(ChainElement.RETRY.name(), "observation",
                        new ObservationExecChainHandler(observations))
                .disableContentCompression().disableCookieManagement().disableRedirectHandling().disableAuthCaching()
                .disableConnectionState().disableDefaultUserAgent().build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** A read that met a connection which the service had just closed is sent once more; an answer never is. */
    private static final class OnceMore extends DefaultHttpRequestRetryStrategy {
        OnceMore() {
            super(1, TimeValue.ZERO_MILLISECONDS,
                    List.of(java.io.InterruptedIOException.class, java.net.ConnectException.class,
                            java.net.UnknownHostException.class, java.net.NoRouteToHostException.class),
                    List.of());
        }
    }
}
