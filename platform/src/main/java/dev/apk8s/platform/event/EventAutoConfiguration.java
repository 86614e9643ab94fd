package dev.apk8s.platform.event;

import dev.apk8s.platform.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerConfigUtils;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnClass({ProducerFactory.class, Producer.class})
@EnableConfigurationProperties(EventProperties.class)
final class EventAutoConfiguration {
    /**
     * In place of Spring's processor of listeners' annotations, which would look at each method of each bean: services
     * consume by {@link EventConsumers}.
     */
    @Bean(KafkaListenerConfigUtils.KAFKA_LISTENER_ANNOTATION_PROCESSOR_BEAN_NAME)
    static NoListenerAnnotations noListenerAnnotations() {
        return new NoListenerAnnotations();
    }

    /** Found by its bean's name alone. */
    record NoListenerAnnotations() {}

    @Bean
    TraceContext traceContext(ObjectProvider<Tracer> tracer) {
        return new TraceContext(tracer.getIfAvailable());
    }

    @Bean(destroyMethod = "close")
    Admin kafkaAdminClient(KafkaAdmin admin) {
        return Admin.create(admin.getConfigurationProperties());
    }

    @Bean
    LogHealth kafkaHealthIndicator(Admin admin) {
        return new LogHealth(admin);
    }

    @Bean
    Topics topics(Admin admin, EventProperties properties) {
        return new Topics(admin, properties);
    }

    /** One producer for the whole service: its buffer is the bound of all that waits for the log. */
    @Bean(destroyMethod = "close")
    Producer<String, byte[]> eventProducer(ProducerFactory<?, ?> factory) {
        NativeLz4.load();
        @SuppressWarnings("unchecked")
        Producer<String, byte[]> producer = (Producer<String, byte[]>) factory.createNonTransactionalProducer();
        return producer;
    }

    @Bean
    EventPublisher eventPublisher(Producer<String, byte[]> producer, TraceContext trace) {
        return new EventPublisher(producer, trace);
    }

    @Bean
    DeadLetters deadLetters(EventPublisher publisher, Topics topics, MeterRegistry registry) {
        return new DeadLetters(publisher, topics, registry);
    }

    @Bean
    EventConsumers eventConsumers(ConsumerFactory<String, byte[]> factory, DeadLetters deadLetters,
            EventProperties properties) {
        return new EventConsumers(factory, deadLetters, properties);
    }
}
