package dev.apk8s.lake.processor;

import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.platform.start.OnlyIfProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs in this process. */
@Configuration(proxyBeanMethods = false)
@OnlyIfProperty(name = "apk8s.lake.processors.runner", havingValue = "process", otherwise = "process")
class InProcessConfiguration {
    @Bean
    TaskRunner inProcessRunner(ObjectStore store, ProcessorProperties properties) {
        return new InProcessRunner(new TaskWork(store), properties);
    }
}
