package dev.apk8s.lake.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.lake.event.ObjectIndex;
import dev.apk8s.lake.event.ObjectIndex.View;
import dev.apk8s.lake.event.ObjectState;
import dev.apk8s.lake.index.IndexClient;
import dev.apk8s.lake.index.IndexRefusedException;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReconcileIT extends LakeIT {
    private static final String PATH = "/api/v1/lake/reconciliations";
    /** An instance that another test killed keeps its partitions until its session with Kafka ends, after 15 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    private ObjectStore store;
    @Autowired
    private BucketStore buckets;
    @Autowired
    private ObjectIndex index;
    @Autowired
    private IndexClient client;

    /** While an index is made, the search engine does not answer. */
    private static ConditionFactory soon() {
        // One matcher for both: of two, the last would stand alone.
        return await().atMost(PATIENCE).ignoreExceptionsMatching(
                failure -> failure instanceof ProblemException || failure instanceof IndexRefusedException);
    }

    private BucketName filled(String tenant, int objects) throws Exception {
        BucketName bucket = new BucketName(tenant, unique("reconciled"));
        buckets.create(bucket);
        for (int number = 0; number < objects; number++) {
            put(bucket, "k" + number, "content " + number);
        }
        soon().untilAsserted(() -> {
            client.ask("POST", "/" + ObjectIndex.OBJECTS + "/_refresh", Map.of(), null);
            assertThat(index.page(View.ALL_OBJECTS, bucket, null, 100)).hasSize(objects);
        });
        return bucket;
    }

    private void put(BucketName bucket, String key, String content) throws Exception {
        store.put(bucket, key, NewObject.of(content.getBytes(StandardCharsets.UTF_8), "text/plain"));
    }

    private JsonNode reconciled(Api caller, String bucket) {
        client.ask("POST", "/" + ObjectIndex.OBJECTS + "/_refresh", Map.of(), null);
        Api.Answer asked = caller.post(PATH, "{\"bucket\":\"" + bucket + "\"}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").asString();
        soon().until(
                () -> caller.get(PATH + "/" + id).json().path("state").asString("").matches("DONE|FAILED"));
        return caller.get(PATH + "/" + id).json();
    }

    @Test
    void whatTheIndexLostOrWasToldWronglyIsMendedAndCounted() throws Exception {
        BucketName bucket = filled("default", 12);
        forget(bucket, "k1");
        forge(bucket, "k2", "{\"doc\":{\"etag\":\"forged\"}}");
        forge(bucket, "k3", "{\"doc\":{\"present\":false}}");
        index.mend(ObjectState.present(bucket, store.stat(bucket, "k4"), 1, "test"));
        index.mend(ghost(bucket));

        JsonNode outcome = reconciled(api().asUser("operator"), bucket.name());
        assertThat(outcome.path("state").asString()).as(outcome.toString()).isEqualTo("DONE");
        assertThat(outcome.path("objects").asInt()).isEqualTo(12);
        assertThat(outcome.path("missing").asInt()).isEqualTo(2);
        assertThat(outcome.path("differing").asInt()).isEqualTo(1);
        assertThat(outcome.path("gone").asInt()).isEqualTo(1);
        for (int number = 0; number < 12; number++) {
            String etag = store.stat(bucket, "k" + number).etag();
            assertThat(index.find(View.ALL_OBJECTS, bucket, "k" + number)).hasValueSatisfying(entry -> {
                assertThat(entry.present()).isTrue();
                assertThat(entry.etag()).isEqualTo(etag);
            });
        }
        assertThat(index.find(View.ALL_OBJECTS, bucket, "never there")).hasValueSatisfying(
                entry -> assertThat(entry.present()).isFalse());

        JsonNode second = reconciled(api().asUser("operator"), bucket.name());
        assertThat(second.path("missing").asInt() + second.path("differing").asInt() + second.path("gone").asInt())
                .isZero();
    }

    /** After a mend an event of what happens next must still count. */
    @Test
    void aLaterEventIsNotHeldUpByAMend() throws Exception {
        BucketName bucket = filled("default", 1);
        forget(bucket, "k0");
        reconciled(api().asUser("operator"), bucket.name());
        put(bucket, "k0", "something else");
        String etag = store.stat(bucket, "k0").etag();
        soon().untilAsserted(() -> assertThat(index.find(View.ALL_OBJECTS, bucket, "k0"))
                .map(ObjectIndex.Entry::etag).contains(etag));
    }

    @Test
    void theBooksIndexIsMendedAsWell() throws Exception {
        BucketName processed = BucketName.ofDefaultTenant("processed");
        String key = unique("mended") + ".csv.gz";
        put(processed, key, "x");
        soon().until(() -> index.find(View.PROCESSED_OBJECTS, processed, key).isPresent());
        client.ask("DELETE", "/processed/_doc/processed%2F" + key, Map.of("refresh", "true"), null);
        reconciled(api().asUser("operator"), "processed");
        assertThat(index.find(View.PROCESSED_OBJECTS, processed, key)).isPresent();
    }

    @Test
    void anotherTenantSeesNothingOfIt() throws Exception {
        BucketName bucket = filled("acme", 1);
        Api.Answer asked = api().asUser("acme-admin").post(PATH, "{\"bucket\":\"" + bucket.name() + "\"}");
        assertThat(asked.status()).isEqualTo(202);
        String path = PATH + "/" + asked.json().path("id").asString();
        assertThat(api().asUser("acme-viewer").get(path).status()).isEqualTo(200);
        assertThat(api().asUser("admin").get(path).code()).isEqualTo("NO_SUCH_RECONCILIATION");
        assertThat(api().asUser("admin").get(PATH).text()).doesNotContain(path.substring(PATH.length() + 1));
        assertThat(api().asUser("admin").post(PATH, "{\"bucket\":\"" + bucket.name() + "\"}").code())
                .isEqualTo("NO_SUCH_BUCKET");
    }

    private ObjectState ghost(BucketName bucket) {
        ObjectState real = ObjectState.present(bucket, store.stat(bucket, "k0"), 5, "test");
        return new ObjectState(bucket, "never there", true, 5, 1, "none", null, Map.of(), null, real.time(), "test");
    }

    private void forget(BucketName bucket, String key) {
        client.ask("DELETE", "/" + ObjectIndex.OBJECTS + "/_doc/" + bucket.stored() + "%2F" + key,
                Map.of("refresh", "true"), null);
    }

    private void forge(BucketName bucket, String key, String change) {
        client.ask("POST", "/" + ObjectIndex.OBJECTS + "/_update/" + bucket.stored() + "%2F" + key,
                Map.of("refresh", "true"), JsonMapper.shared().readTree(change));
    }
}
