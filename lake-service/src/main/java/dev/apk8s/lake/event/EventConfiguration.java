package dev.apk8s.lake.event;

import dev.apk8s.platform.event.EventConsumers;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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

    @Bean
    @ConditionalOnProperty(name = "apk8s.lake.mqtt.enabled", matchIfMissing = true)
    ConcurrentMessageListenerContainer<String, byte[]> objectAnnouncements(EventConsumers consumers,
            EventTopics topics, Announcer announcer) {
        return consumers.create("lake-announcer", List.of(topics.all()), 1, announcer);
    }
}
