package dev.apk8s.lake.event;

import dev.apk8s.platform.event.EventConsumers;
import dev.apk8s.platform.start.OnlyIfProperty;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Events of objects go to the broker, too. */
@Configuration(proxyBeanMethods = false)
@OnlyIfProperty(name = "apk8s.lake.mqtt.enabled", otherwise = "true")
class AnnouncementConfiguration {
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> objectAnnouncements(EventConsumers consumers,
            EventTopics topics, Announcer announcer) {
        return consumers.create("lake-announcer", List.of(topics.all()), 1, announcer);
    }
}
