package dev.apk8s.ml.training;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RunConfiguration {
    @Bean
    EventTable<Run> runTable(EventTables tables, TrainingProperties properties) {
        return tables.create("apk8s.experiment-runs", properties.maxRuns(), Run.class);
    }
}
