package dev.apk8s.ingest.command;

import dev.apk8s.ingest.mqtt.DevicePublisher;
import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.platform.event.EventConsumers;
import dev.apk8s.platform.start.OnlyIfProperty;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

/** Sending, where this replica talks to the broker. */
@Configuration(proxyBeanMethods = false)
@OnlyInRole(OnlyInRole.EDGE)
@OnlyIfProperty(name = "apk8s.ingest.mqtt.enabled", otherwise = "true")
class CommandConfiguration {
    private static final String GROUP = "apk8s-command-sender";

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> commandSender(EventConsumers consumers,
            DevicePublisher publisher, CommandLog log, CommandView view, JsonMapper json) {
        CommandSender sender = new CommandSender(publisher, log, view, json);
        return consumers.create(GROUP, List.of(CommandLog.TOPIC), 1, sender::send);
    }

    @Bean
    CommandExpiry commandExpiry(CommandView view, CommandLog log,
            ConcurrentMessageListenerContainer<String, byte[]> commandSender) {
        return new CommandExpiry(view, log, () -> partitions(commandSender.getAssignedPartitions()));
    }

    private static Set<Integer> partitions(Collection<TopicPartition> assigned) {
        return Optional.ofNullable(assigned).orElse(List.of()).stream().map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }
}
