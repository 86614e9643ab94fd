package dev.apk8s.ingest.stream;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
    @Bean
    EventTable<Stream> declaredStreams(EventTables tables, StreamProperties properties) {
        return tables.create("apk8s.streams", properties.maxStreams(), Stream.class);
    }

    @Bean
    SmartLifecycle streamTopics(Streams streams) {
        return new StreamTopics(streams);
    }
}
