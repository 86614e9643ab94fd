package dev.apk8s.platform.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls addresses that users name. Each connection goes to the very addresses that the {@link OutboundGuard} looked at;
 * redirects are not followed, nothing is remembered of an answer (cookies, credentials), and nothing is retried.
 */
public final class OutboundClient implements AutoCloseable {
    private static final TimeValue REUSED_FOR = TimeValue.ofSeconds(30);

    private final CloseableHttpClient client;
    private final Timeout connect;

    OutboundClient(OutboundGuard guard, OutboundProperties properties) {
        connect = Timeout.of(properties.connectTimeout());
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Guarded(guard)).setMaxConnTotal(properties.connections())
                .setMaxConnPerRoute(properties.connections()).setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect).setTimeToLive(REUSED_FOR).build())
                .build();
        client = HttpClients.custom().setConnectionManager(connections).disableRedirectHandling()
                .disableAutomaticRetries().disableCookieManagement().disableAuthCaching().disableDefaultUserAgent()
                .disableContentCompression()
                .build();
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param patience how long the answer, and each part of it, may take
     * @throws AddressRefusedException if it leads within the network
     * @throws IOException if the call fails in any other way
     */
    public <T> T call(HttpUriRequestBase request, Duration patience, HttpClientResponseHandler<T> reader)
            throws IOException {
        request.setConfig(RequestConfig.custom().setRedirectsEnabled(false).setConnectionRequestTimeout(connect)
                .setResponseTimeout(Timeout.of(patience)).build());
        return client.execute(request, reader);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** The client's own resolver, with the guard in the way: also of addresses that are written as numbers. */
    private static final class Guarded extends SystemDefaultDnsResolver {
        private final OutboundGuard guard;

        Guarded(OutboundGuard guard) {
            this.guard = guard;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host);
        }
    }
}
