package dev.apk8s.lake.processor;

import dev.apk8s.lake.event.EventTopics;
import dev.apk8s.platform.event.EventConsumers;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    @Bean
    EventTable<Processor> declaredProcessors(EventTables tables, ProcessorProperties properties) {
        return tables.create("apk8s.processors", properties.max(), Processor.class);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> processorEvents(EventConsumers consumers, EventTopics topics,
            RunQueue queue) {
        return consumers.create("lake-processors", List.of(topics.all()), 1, queue);
    }
}
