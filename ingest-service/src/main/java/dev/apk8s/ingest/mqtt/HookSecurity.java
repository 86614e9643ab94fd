package dev.apk8s.ingest.mqtt;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only the broker in at {@code /internal}: it is no user of the realm and has a token of its own. */
@Configuration(proxyBeanMethods = false)
class HookSecurity {
    private static final Logger log = LoggerFactory.getLogger(HookSecurity.class);

    @Bean
    @Order(60)
    SecurityFilterChain internal(HttpSecurity http, BrokerProperties properties, Problems problems) {
        if (properties.hookToken().isBlank()) {
            log.warn("apk8s.ingest.mqtt.hook-token is not set: what the broker asks is refused");
        }
        return http.securityMatcher("/internal/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new TokenFilter(properties.hookToken(), problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    private static final class TokenFilter extends OncePerRequestFilter {
        private final byte[] expected;
        private final boolean unset;
        private final Problems problems;

        TokenFilter(String token, Problems problems) {
            this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
            this.unset = token.isBlank();
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
            byte[] bytes = (shown == null ? "" : shown).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(expected, bytes) || unset) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"broker\"");
                problems.write(request, response, new ProblemException(CommonError.UNAUTHENTICATED,
                        "Only the broker calls this route, with the token that it shares with the platform."));
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
