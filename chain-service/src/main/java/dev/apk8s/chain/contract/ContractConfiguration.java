package dev.apk8s.chain.contract;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContractConfiguration {
    @Bean
    EventTable<Contract> contractRecords(EventTables tables, ContractProperties properties) {
        return tables.create("apk8s.chain-contracts", properties.max(), Contract.class);
    }
}
