package dev.apk8s.gateway.route;

import dev.apk8s.gateway.service.Services;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Lets devices through with HTTP Basic where a service takes them. The gateway has no table of devices: the service
 * checks id and secret itself. Everywhere else such credentials count as none.
 */
@Configuration(proxyBeanMethods = false)
class DeviceDoor {
    private static final String BASIC = "Basic ";

    @Bean
    @Order(90)
    SecurityFilterChain devices(HttpSecurity http, Services services) {
        return http.securityMatcher(request -> isDevice(request, services))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable).build();
    }

    private static boolean isDevice(HttpServletRequest request, Services services) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials != null && credentials.regionMatches(true, 0, BASIC, 0, BASIC.length())
                && HttpMethod.POST.matches(request.getMethod()) && services.takeDevicesAt(request.getRequestURI());
    }
}
