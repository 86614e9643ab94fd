package dev.apk8s.platform.span;

import dev.apk8s.platform.start.DecidedAtStart;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Takes back what exports to a collector where none is named. Spring Boot decides that when the beans are prepared, which is
 * done with one named.
 */
final class CollectorCondition extends DecidedAtStart {
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String EXPORTING = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp."
            + "OtlpTracingConfigurations$";

    private final Environment environment;

    CollectorCondition(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected boolean isAbsent(String name, BeanDefinition definition) {
        return name.startsWith(EXPORTING) && !StringUtils.hasText(environment.getProperty(ENDPOINT));
    }
}
