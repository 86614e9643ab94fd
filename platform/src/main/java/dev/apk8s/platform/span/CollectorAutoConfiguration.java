package dev.apk8s.platform.span;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@AutoConfiguration
final class CollectorAutoConfiguration {
    @Bean
    static CollectorCondition collectorCondition(Environment environment) {
        return new CollectorCondition(environment);
    }
}
