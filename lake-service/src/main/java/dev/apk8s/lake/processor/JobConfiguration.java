package dev.apk8s.lake.processor;

import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreEnvironment;
import dev.apk8s.platform.start.OnlyIfProperty;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Runs as Kubernetes Jobs. */
@Configuration(proxyBeanMethods = false)
@OnlyIfProperty(name = "apk8s.lake.processors.runner", havingValue = "kubernetes")
class JobConfiguration {
    @Bean
    KubernetesClient kubernetesClient(JobProperties properties) {
        if (properties.image().isBlank()) {
            throw new IllegalStateException("apk8s.lake.processors.jobs.image (APK8S_JOBS_IMAGE) must name the image "
                    + "of this service where apk8s.lake.processors.runner is kubernetes");
        }
        // Built of what it finds by itself, so that it also finds the account's token again when that was renewed.
        KubernetesClient client = new KubernetesClientBuilder().withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        String namespace = properties.namespace().isBlank() ? client.getNamespace() : properties.namespace();
        if (namespace == null || namespace.isBlank()) {
            client.close();
            throw new IllegalStateException("apk8s.lake.processors.jobs.namespace (APK8S_JOBS_NAMESPACE) must be given "
                    + "where this service does not run in a pod");
        }
        return client.adapt(NamespacedKubernetesClient.class).inNamespace(namespace);
    }

    @Bean
    JobWatch jobWatch(KubernetesClient kubernetesClient, MeterRegistry meters) {
        JobWatch watch = new JobWatch(kubernetesClient);
        Gauge.builder("apk8s.lake.processor.jobs", watch, JobWatch::size)
                .description("Jobs that this replica waits for").register(meters);
        return watch;
    }

    @Bean
    TaskRunner jobRunner(KubernetesClient kubernetesClient, JobWatch watch, StoreEnvironment environment,
            ObjectStore store, JsonMapper json, JobProperties properties) {
        return new JobRunner(kubernetesClient, new JobManifest(properties, environment, json), watch,
                new JobVerdict(json), new TaskWork(store), properties);
    }

    @Bean
    JobRemains jobRemains(KubernetesClient kubernetesClient, JobWatch watch, RunStore runs) {
        return new JobRemains(kubernetesClient, watch, runs);
    }
}
