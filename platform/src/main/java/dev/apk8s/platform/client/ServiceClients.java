package dev.apk8s.platform.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Makes clients of the platform's own services. */
public final class ServiceClients {
    private ServiceClients() {}

    /**
     * A client of the service at an address.
     *
     * @param connectTimeout until a connection stands
     * @param readTimeout until the answer begins
     */
    public static RestClient of(URI url, Duration connectTimeout, Duration readTimeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(connectTimeout).build());
        requests.setReadTimeout(readTimeout);
        return RestClient.builder().baseUrl(url.toString()).requestFactory(requests).build();
    }
}
