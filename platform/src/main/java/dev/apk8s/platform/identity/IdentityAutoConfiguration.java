package dev.apk8s.platform.identity;

import dev.apk8s.platform.problem.Problems;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes a service a resource server of the realm, in which every route names who may call it. */
@AutoConfiguration(beforeName = {
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"})
@EnableConfigurationProperties({IdentityProperties.class, ClientProperties.class, OAuth2ResourceServerProperties.class})
final class IdentityAutoConfiguration {
    private static final String[] DOCUMENTS = {"/v3/api-docs", "/v3/api-docs/**"};

    @Bean
    @Order(100)
    SecurityFilterChain routes(HttpSecurity http, IdentityProperties properties, Problems problems, JwtDecoder decoder,
            ObjectProvider<DeviceCredentials> devices) {
        DeviceCredentials credentials = devices.getIfAvailable();
        var identityProblems = new IdentityProblems(problems, credentials != null);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(identityProblems)
                        .accessDeniedHandler(identityProblems)
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new JwtCallers())))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(identityProblems)
                        .accessDeniedHandler(identityProblems))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(DOCUMENTS).permitAll();
                    properties.publicPaths().forEach(path -> requests.requestMatchers(path).permitAll());
                    requests.anyRequest().authenticated();
                });
        if (credentials != null) {
            http.httpBasic(basic -> basic.authenticationEntryPoint(identityProblems))
                    .authenticationProvider(new DeviceAuthentication(credentials));
        }
        return http.addFilterAfter(new ActingTenant(problems), BasicAuthenticationFilter.class).build();
    }

    @Bean
    ServiceIdentity serviceIdentity(ClientProperties properties, OAuth2ResourceServerProperties server) {
        return new ServiceIdentity(properties, issuer(server));
    }

    /** Health and metrics are served on a port of their own, which only probes and Prometheus reach. */
    @Bean
    @Order(50)
    SecurityFilterChain management(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable).build();
    }

    /** Fetches the realm's keys at the first token, so that a service starts while Keycloak is away. */
    @Bean
    JwtDecoder jwtDecoder(IdentityProperties properties, OAuth2ResourceServerProperties server) {
        String issuer = issuer(server);
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
            var validator = new DelegatingOAuth2TokenValidator<Jwt>(List.of(
                    new JwtTimestampValidator(properties.clockSkew()), new JwtIssuerValidator(issuer),
                    new JwtClaimValidator<List<String>>("aud",
                            audience -> audience != null && audience.contains(properties.audience()))));
            decoder.setJwtValidator(validator);
            return new RememberedTokens(decoder, validator, properties.tokenMemory());
        });
    }

    private static String issuer(OAuth2ResourceServerProperties server) {
        String issuer = server.getJwt().getIssuerUri();
        if (issuer == null) {
            throw new IllegalStateException(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri is not set: name the realm, such as http://127.0.0.1:8180/realms/datalab");
        }
        return issuer;
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RouteRule());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
