package dev.apk8s.lake.event;

import dev.apk8s.platform.event.EventConsumers;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> objectStates(EventConsumers consumers, EventTopics topics,
            StateKeeper keeper) {
        return consumers.create("lake-objects", List.of(topics.all()), 1, keeper);
    }
}
