package dev.apk8s.chain.relay;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RelayConfiguration {
    @Bean
    EventTable<Transaction> transactionRecords(EventTables tables, RelayProperties properties) {
        return tables.create("apk8s.chain-transactions", properties.max(), Transaction.class);
    }

    @Bean
    EventTable<Slot> nonceSlots(EventTables tables, RelayProperties properties) {
        return tables.create("apk8s.chain-nonces", properties.max(), Slot.class);
    }
}
