package dev.apk8s.platform.span;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Takes back what exports to a collector where none is named. Spring Boot decides that when the beans are prepared, which is
 * done with one named.
 */
final class CollectorCondition implements BeanDefinitionRegistryPostProcessor {
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String EXPORTING = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp."
            + "OtlpTracingConfigurations$";

    private final Environment environment;

    CollectorCondition(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
                || StringUtils.hasText(environment.getProperty(ENDPOINT))) {
            return;
        }
        for (String name : registry.getBeanDefinitionNames()) {
            String maker = registry.getBeanDefinition(name).getFactoryBeanName();
            if (maker != null && maker.startsWith(EXPORTING)) {
                registry.removeBeanDefinition(name);
            }
        }
    }
}
