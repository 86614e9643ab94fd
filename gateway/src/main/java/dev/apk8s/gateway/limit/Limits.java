package dev.apk8s.gateway.limit;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class Limits {
    /** Inside of the platform's filter that answers problems, before security reads a token. */
    private static final int AFTER_PROBLEMS = Ordered.HIGHEST_PRECEDENCE + 12;

    @Bean
    FilterRegistrationBean<AddressLimit> addressLimit(LimitProperties properties, MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(new AddressLimit(properties, meters));
        registration.setOrder(AFTER_PROBLEMS);
        registration.setEnabled(properties.enabled());
        return registration;
    }
}
