package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.platform.event.EventConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnlyInRole(OnlyInRole.INDEXER)
class DeadLetterConfiguration {
    @Bean
    DeadLetterView deadLetterView(EventConsumers consumers, EventStreams streams, DeadLetterIndex index,
            DeadLetterProperties properties, MeterRegistry registry) {
        int maxPayload = Math.toIntExact(properties.maxPayload().toBytes());
        return new DeadLetterView(consumers, new DeadLetterReader(streams, maxPayload), index, registry);
    }
}
