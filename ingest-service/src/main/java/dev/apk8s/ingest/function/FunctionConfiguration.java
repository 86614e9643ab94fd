package dev.apk8s.ingest.function;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FunctionConfiguration {
    @Bean
    EventTable<RegisteredFunction> registeredFunctions(EventTables tables, FunctionProperties properties) {
        return tables.create("apk8s.functions", properties.maxFunctions(), RegisteredFunction.class);
    }
}
