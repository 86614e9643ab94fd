package dev.apk8s.ingest.device;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {
    @Bean
    EventTable<Device> deviceTable(EventTables tables, DeviceProperties properties) {
        return tables.create("apk8s.devices", properties.maxDevices(), Device.class);
    }
}
