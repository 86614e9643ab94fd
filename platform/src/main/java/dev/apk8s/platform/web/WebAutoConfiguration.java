package dev.apk8s.platform.web;

import dev.apk8s.platform.problem.Problems;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@AutoConfiguration(afterName = "dev.apk8s.platform.problem.ProblemAutoConfiguration")
@EnableConfigurationProperties(WebProperties.class)
final class WebAutoConfiguration {
    /** After the filter that opens the observation, so that a problem carries its trace id; before security. */
    private static final int OUTERMOST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(Problems problems) {
        var registration = new FilterRegistrationBean<>(new ProblemFilter(problems));
        registration.setOrder(OUTERMOST);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(WebProperties properties) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(properties));
        registration.setOrder(OUTERMOST + 1);
        return registration;
    }

    @Bean
    ConnectionDrain connectionDrain(ApplicationContext context, WebProperties properties) {
        return new ConnectionDrain(context, properties);
    }

    @Bean
    FilterRegistrationBean<ConnectionDrain> connectionDrainFilter(ConnectionDrain drain) {
        var registration = new FilterRegistrationBean<>(drain);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FirstRequests firstRequests(Environment environment) {
        return new FirstRequests(environment);
    }

    @Bean
    Container container(WebProperties properties) {
        return new Container(properties);
    }

    @Bean
    RejectedRequests rejectedRequests(Problems problems) {
        return new RejectedRequests(problems);
    }
}
