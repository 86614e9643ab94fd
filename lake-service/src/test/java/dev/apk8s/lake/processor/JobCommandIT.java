package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.lake.processor.TaskOutcome.Result;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectContent;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreEnvironment;
import dev.apk8s.lake.store.StoredObject;
import dev.apk8s.local.home.FreePorts;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** What the pod of a Job runs, as its spec says it, without a cluster. */
class JobCommandIT extends LakeIT {
    private static final BucketName UPLOAD = BucketName.ofDefaultTenant("upload");
    private static final int LARGE = 20 << 20;

    @Autowired
    private ObjectStore store;
    @Autowired
    private BucketStore buckets;
    @Autowired
    private StoreEnvironment address;
    @Autowired
    private Environment settings;
    private final JsonMapper json = new JsonMapper();

    private PodProcess.Ended run(Task task) throws Exception {
        return run(podOf(task, address));
    }

    private PodProcess.Ended run(PodSpec pod) throws Exception {
        return PodProcess.run(pod, Map.of("apk8s-s3/access-key",
                settings.getRequiredProperty("apk8s.lake.store.access-key"), "apk8s-s3/secret-key",
                settings.getRequiredProperty("apk8s.lake.store.secret-key")));
    }

    private static PodSpec podOf(Task task, StoreEnvironment address) {
        return JobManifestTest.manifest(Map.of("jobs.image", "apk8s/lake-service"), address).of(Runs.of(task)).getSpec()
                .getTemplate().getSpec();
    }

    private TaskOutcome outcome(PodProcess.Ended ended) {
        return json.readValue(ended.message(), TaskOutcome.class);
    }

    private StoredObject put(String key, byte[] content) throws IOException {
        store.put(UPLOAD, key, NewObject.of(content, "text/plain"));
        return store.stat(UPLOAD, key);
    }

    private byte[] read(String bucket, String key) throws IOException {
        try (ObjectContent content = store.get(BucketName.ofDefaultTenant(bucket), key)) {
            return content.body().readAllBytes();
        }
    }

    private String target() {
        String name = unique("made");
        buckets.create(BucketName.ofDefaultTenant(name));
        return name;
    }

    @Test
    void itMakesByteForByteWhatTheServiceItselfMakes() throws Exception {
        byte[] content = new byte[LARGE];
        new Random(5).nextBytes(content);
        String key = unique("ä b") + " $(APK8S_S3_SECRET_KEY) $$ \"x\".txt";
        StoredObject source = put(key, content);
        Task here = Runs.task(key, source.etag(), LARGE, target());
        Task there = Runs.task(key, source.etag(), LARGE, target());
        Run.Progress total = new TaskWork(store).perform(here, _ -> {});

        PodProcess.Ended ended = run(there);
        assertThat(ended.exitCode()).as(ended.log()).isZero();
        assertThat(outcome(ended)).isEqualTo(TaskOutcome.succeeded(total));
        assertThat(ended.log()).contains("compress makes " + there.result(), "SUCCEEDED: read " + LARGE);
        assertThat(read(there.processor().target(), there.targetKey()))
                .isEqualTo(read(here.processor().target(), here.targetKey()));
        StoredObject made = store.stat(there.processor().targetBucket(), there.targetKey());
        StoredObject expected = store.stat(here.processor().targetBucket(), here.targetKey());
        assertThat(made.metadata()).isEqualTo(expected.metadata());
        assertThat(made.contentType()).isEqualTo(expected.contentType());
        assertThat(made.etag()).isEqualTo(expected.etag());

        assertThat(outcome(run(there))).isEqualTo(outcome(ended));
        assertThat(store.stat(there.processor().targetBucket(), there.targetKey()).modified())
                .isEqualTo(made.modified());
    }

    @Test
    void anObjectThatWasReplacedIsNoFailure() throws Exception {
        String key = unique("replaced") + ".txt";
        StoredObject former = put(key, new byte[]{1});
        put(key, new byte[]{2});
        PodProcess.Ended ended = run(Runs.task(key, former.etag(), 1, target()));
        assertThat(ended.exitCode()).as(ended.log()).isZero();
        assertThat(outcome(ended).result()).isEqualTo(Result.SUPERSEDED);
    }

    @Test
    void whatFailsSaysWhyAndMayBeTriedAgain() throws Exception {
        String key = unique("lost") + ".txt";
        StoredObject source = put(key, new byte[]{1});
        PodProcess.Ended noBucket = run(Runs.task(key, source.etag(), 1, unique("nowhere")));
        assertThat(noBucket.exitCode()).as(noBucket.log()).isEqualTo(ObjectTask.FAILED);
        assertThat(outcome(noBucket).code()).isEqualTo("NO_SUCH_BUCKET");
        assertThat(noBucket.log()).contains("FAILED: NO_SUCH_BUCKET");

        Map<String, String> away = new HashMap<>(address.variables());
        away.put("APK8S_S3", "http://127.0.0.1:" + FreePorts.choose(1).getFirst());
        PodProcess.Ended noStore = run(
                podOf(Runs.task(key, source.etag(), 1, "processed"), new StoreEnvironment(away)));
        assertThat(noStore.exitCode()).as(noStore.log()).isEqualTo(ObjectTask.FAILED);
        assertThat(outcome(noStore).code()).isEqualTo("STORE_UNAVAILABLE");
    }

    @Test
    void whatIsNotUnderstoodIsNotTriedAgain() throws Exception {
        PodSpec pod = podOf(Runs.task("a", "b", 1, "processed"), address);
        pod.getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(ObjectTask.TASK)).findFirst().orElseThrow()
                .setValue("{\"processor\":{\"kind\":\"UNHEARD_OF\"}}");
        PodProcess.Ended ended = run(pod);
        assertThat(ended.exitCode()).as(ended.log()).isEqualTo(ObjectTask.NOT_UNDERSTOOD);
        assertThat(outcome(ended).code()).isEqualTo("TASK_NOT_UNDERSTOOD");
    }
}
