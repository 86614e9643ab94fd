package dev.apk8s.platform.start;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;

@AutoConfiguration(before = LifecycleAutoConfiguration.class)
@EnableConfigurationProperties(LifecycleProperties.class)
final class StartAutoConfiguration {
    @Bean
    static StartConditions startConditions(Environment environment) {
        return new StartConditions(environment);
    }

    @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
    ServiceLifecycle serviceLifecycle(LifecycleProperties properties,
            @Value("${apk8s.start.recording:false}") boolean recording, ObjectProvider<Rehearsal> rehearsals) {
        ServiceLifecycle lifecycle = new ServiceLifecycle(recording, rehearsals);
        lifecycle.setTimeoutPerShutdownPhase(properties.getTimeoutPerShutdownPhase().toMillis());
        return lifecycle;
    }
}
