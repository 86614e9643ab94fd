package dev.apk8s.platform.start;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@AutoConfiguration
final class StartAutoConfiguration {
    @Bean
    static StartConditions startConditions(Environment environment) {
        return new StartConditions(environment);
    }
}
