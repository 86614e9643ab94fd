package dev.apk8s.ml.model;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
    @Bean
    EventTable<Model> modelTable(EventTables tables, ModelProperties properties) {
        return tables.create("apk8s.models", properties.maxModels(), Model.class);
    }
}
