package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.store.StoreEnvironment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class JobManifestTest {
    private static final Map<String, String> SETTINGS = Map.of("jobs.image", "registry.example/apk8s/lake-service:1",
            "jobs.service-account", "lake-jobs");
    private static final StoreEnvironment STORE = new StoreEnvironment(
            Map.of("APK8S_S3", "http://minio-internal-service:9000", "APK8S_S3_REGION", "us-east-1"));
    private final KubernetesSerialization yaml = new KubernetesSerialization();

    static JobManifest manifest(Map<String, String> settings, StoreEnvironment store) {
        return new JobManifest(new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("jobs",
                JobProperties.class), store, new JsonMapper());
    }

    @Test
    void theJobOfARunIsAsItIsWrittenDown() throws IOException {
        Job made = manifest(SETTINGS, STORE)
                .of(Runs.of(Runs.task("in/$(APK8S_S3_SECRET_KEY).csv", "9b2c", 62_914_560, "processed")));
        try (InputStream written = Objects.requireNonNull(getClass().getResourceAsStream("/processor/job.yaml"))) {
            Job expected = yaml.unmarshal(written, Job.class);
            assertThat(made).isEqualTo(expected);
        }
    }

    @Test
    void namesFitWhateverTheObjectIsCalled() {
        Run run = Runs.of(Runs.task("ä/".repeat(300) + ".csv", "9b2c", 1, "processed"));
        Run often = new Run(run.id(), run.processor(), run.input(), run.state(), 0, run.created(), run.due(), null,
                null,
                run.progress(), null, run.traceParent(), run.event(), run.log(), 1_000_000);
        assertThat(manifest(SETTINGS, STORE).of(often).getMetadata().getName()).hasSizeLessThanOrEqualTo(57)
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }
}
