package dev.apk8s.platform.span;

import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.start.OnlyIf;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ProducerFactory;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@ConditionalOnClass({ProducerFactory.class, SpanExporter.class})
@OnlyIf(SpanTopicGiven.class)
@EnableConfigurationProperties(SpanProperties.class)
final class SpanAutoConfiguration {
    @Bean
    SpanExporter spanEvents(ObjectProvider<EventPublisher> publisher, SpanProperties properties,
            @Value("${spring.application.name}") String service, JsonMapper json) {
        return new SpanEvents(publisher::getObject, properties, service, json);
    }
}
