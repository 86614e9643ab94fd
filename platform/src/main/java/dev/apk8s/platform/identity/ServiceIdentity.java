package dev.apk8s.platform.identity;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Who this service is towards others when it calls them and no user asked for it: a client of the realm, by the client
 * credentials grant (RFC 6749, 4.4). Tokens are fetched when they are first needed, shared by all threads, and renewed
 * by one of them before they end.
 */
public final class ServiceIdentity {
    /** Names the tenant that a service acts for; heeded only with a token that has the role {@link Role#SERVICE}. */
    public static final String TENANT_HEADER = "Apk8s-Tenant";
    /** A token that ends sooner is not used any more: a call must come before its end. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private final ClientProperties properties;
    private final String issuer;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable OAuth2AccessToken current;

    ServiceIdentity(ClientProperties properties, String issuer) {
        this(properties, issuer, Clock.systemUTC());
    }

    ServiceIdentity(ClientProperties properties, String issuer, Clock clock) {
        this.properties = properties;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The value of the header {@code Authorization}.
     *
     * @throws AuthenticationServiceException if the realm does not answer or does not know the client
     */
    public String authorization() {
        OAuth2AccessToken token = current;
        if (token == null || !isFresh(token)) {
            token = renewed();
        }
        return "Bearer " + token.getTokenValue();
    }

    /** Forgets a token that a service did not take, such as after the realm's keys were changed. */
    public void forget(String authorization) {
        OAuth2AccessToken token = current;
        if (token != null && authorization.equals("Bearer " + token.getTokenValue())) {
            current = null;
        }
    }

    private OAuth2AccessToken renewed() {
        renewing.lock();
        try {
            OAuth2AccessToken others = current;
            if (others != null && isFresh(others)) {
                return others;
            }
            OAuth2AccessToken fetched = fetch();
            current = fetched;
            return fetched;
        } finally {
            renewing.unlock();
        }
    }

    private boolean isFresh(OAuth2AccessToken token) {
        Instant ends = token.getExpiresAt();
        return ends != null && clock.instant().plus(SPARE).isBefore(ends);
    }

    private OAuth2AccessToken fetch() {
        if (properties.id().isEmpty() || properties.secret().isEmpty()) {
            throw new AuthenticationServiceException(
                    "apk8s.client.id and apk8s.client.secret are not set: this service cannot call others by itself");
        }
        ClientRegistration registration = ClientRegistration.withRegistrationId(properties.id())
                .clientId(properties.id()).clientSecret(properties.secret())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(issuer + "/protocol/openid-connect/token").build();
        try {
            return tokens().getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration)).getAccessToken();
        } catch (OAuth2AuthorizationException | RestClientException refused) {
            throw new AuthenticationServiceException("The realm gives '" + properties.id() + "' no token", refused);
        }
    }

    private RestClientClientCredentialsTokenResponseClient tokens() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(properties.timeout())
                        .build());
        requests.setReadTimeout(properties.timeout());
        var tokens = new RestClientClientCredentialsTokenResponseClient();
        tokens.setRestClient(RestClient.builder().requestFactory(requests)
                .configureMessageConverters(converters -> converters.addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
        return tokens;
    }
}
