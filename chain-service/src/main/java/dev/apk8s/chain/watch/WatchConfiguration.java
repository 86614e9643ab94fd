package dev.apk8s.chain.watch;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    @Bean
    EventTable<Seen> seenBlocks(EventTables tables, WatchProperties properties) {
        return tables.create("apk8s.chain-blocks", properties.reorgDepth(), Seen.class);
    }
}
