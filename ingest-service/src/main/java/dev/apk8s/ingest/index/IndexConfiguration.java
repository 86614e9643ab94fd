package dev.apk8s.ingest.index;

import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.EventConsumers;
import dev.apk8s.platform.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@OnlyInRole(OnlyInRole.INDEXER)
class IndexConfiguration {
    @Bean
    IndexTemplates indexTemplates(SearchEngine engine, IndexProperties properties) {
        return new IndexTemplates(engine, new TemplateBody(properties));
    }

    @Bean
    IndexerMeters indexerMeters(MeterRegistry registry) {
        return new IndexerMeters(registry);
    }

    @Bean(destroyMethod = "close")
    BulkPool bulkPool(IndexProperties properties, SearchEngine engine, JsonMapper json, IndexerMeters meters) {
        return new BulkPool(properties, new BulkWriter(engine, json, meters));
    }

    @Bean
    Indexer indexer(EventStreams streams, IndexTemplates templates, BulkPool bulks, DeadLetters deadLetters,
            IndexerMeters meters, TraceContext trace) {
        return new Indexer(new EventDocuments(streams, templates), bulks, deadLetters, meters, trace);
    }

    @Bean
    IndexerSubscription indexerSubscription(EventStreams streams, Streams changes, IndexTemplates templates,
            EventConsumers consumers, Indexer indexer, IndexProperties properties) {
        return new IndexerSubscription(streams, changes, templates, consumers, indexer, properties);
    }

    @Bean
    IndexerLag indexerLag(Admin admin, MeterRegistry registry) {
        return new IndexerLag(admin, registry);
    }

    @Bean
    TemplateKeeper templateKeeper(IndexTemplates templates) {
        return new TemplateKeeper(templates);
    }
}
