package dev.apk8s.chain.signer;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SignerConfiguration {
    @Bean
    EventTable<SignerRecord> signerRecords(EventTables tables, SignerProperties properties) {
        return tables.create("apk8s.chain-signers", properties.max(), SignerRecord.class);
    }
}
