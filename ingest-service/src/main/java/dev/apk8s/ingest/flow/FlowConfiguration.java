package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.EventConsumers;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import dev.apk8s.platform.trace.TraceContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    @Bean
    EventTable<Flow> declaredFlows(EventTables tables, FlowProperties properties) {
        return tables.create("apk8s.flows", properties.maxFlows(), Flow.class);
    }

    @Bean
    FlowRun.Tools flowTools(FlowMeters meters, DeadLetters deadLetters, TraceContext trace, JsonMapper json,
            FlowProperties properties) {
        return new FlowRun.Tools(meters, deadLetters, trace, json, properties);
    }

    @Bean
    FlowRunners.Consuming flowConsuming(EventConsumers consumers, ConsumerFactory<String, byte[]> factory,
            EventStreams streams) {
        return new FlowRunners.Consuming(consumers, factory, streams);
    }
}
