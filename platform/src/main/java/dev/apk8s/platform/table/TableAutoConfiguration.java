package dev.apk8s.platform.table;

import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.event.Topics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(afterName = "dev.apk8s.platform.event.EventAutoConfiguration")
@ConditionalOnClass(ConsumerFactory.class)
@ConditionalOnBean(EventPublisher.class)
final class TableAutoConfiguration {
    @Bean
    EventTables eventTables(JsonMapper json, Topics topics, EventPublisher publisher,
            ConsumerFactory<String, byte[]> consumers) {
        return new EventTables(json, topics, publisher, consumers);
    }

    @Bean
    TablesLoaded tablesLoaded(EventTables tables) {
        return new TablesLoaded(tables);
    }
}
