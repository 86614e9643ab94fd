package dev.apk8s.local.s3proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.NeedsEngines;
import org.junit.jupiter.api.Test;

@NeedsEngines({"kafka", "s3proxy"})
class ObjectsIT {
    private static final int CONTESTANTS = 16;

    private final Store store = Store.shared();

    @Test
    void who_does_not_know_the_secret_is_refused() throws Exception {
        Store stranger = new Store(Engines.export("s3proxy", "endpoint"), "not the secret");
        assertThat(Store.refusal(() -> stranger.put("upload", "k", "x"))).isEqualTo("403 SignatureDoesNotMatch");
    }

    @Test
    void an_object_that_must_be_new_is_made_by_one_of_many() throws Exception {
        String bucket = store.bucket(Store.unique("claimed"));
        assertThat(winners(number -> store.put(bucket, "k", "by " + number, Map.of("If-None-Match", "*"))))
                .isEqualTo(1);
    }

    @Test
    void an_object_that_must_be_as_it_was_is_replaced_by_one_of_many() throws Exception {
        String bucket = store.bucket(Store.unique("replaced"));
        String before = store.put(bucket, "k", "before").etag();
        assertThat(winners(number -> store.put(bucket, "k", "by " + number, Map.of("If-Match", before)))).isEqualTo(1);
        assertThat(store.get(bucket, "k", null)).startsWith("by ");
    }

    private static long winners(Attempt attempt) throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(CONTESTANTS)) {
            var attempts = IntStream.range(0, CONTESTANTS)
                    .<Callable<String>>mapToObj(number -> () -> Store.refusal(() -> attempt.by(number))).toList();
            var outcomes = writers.invokeAll(attempts).stream().map(Future::resultNow).toList();
            assertThat(outcomes).allMatch(
                    outcome -> outcome.equals("not refused") || outcome.equals("412 PreconditionFailed"));
            return outcomes.stream().filter("not refused"::equals).count();
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void by(int number) throws Exception;
    }

    @Test
    void a_client_that_breaks_off_leaves_nothing() throws Exception {
        String bucket = store.bucket(Store.unique("broken"));
        try (Socket _ = store.halfSent(bucket, "deep/down/half.csv", 4 << 20, 3 << 20)) {
            assertThat(store.list(bucket)).isEmpty();
        }
        await().untilAsserted(
                () -> assertThat(Store.refusal(() -> store.removeBucket(bucket))).isEqualTo("not refused"));
    }

    @Test
    void keys_are_kept_as_they_are_or_refused() throws Exception {
        String bucket = store.bucket(Store.unique("keys"));
        String longest = "ü".repeat(100) + "/" + "鍵".repeat(60) + "/" + "x".repeat(200) + "/" + "é".repeat(100) + "/"
                + "y".repeat(240 - 22);
        store.put(bucket, longest, "long");
        store.put(bucket, "a b+c%2e&=?#.csv", "signs");
        store.put(bucket, "line\nbreak\tü", "control");
        assertThat(store.get(bucket, longest, null)).isEqualTo("long");
        assertThat(store.list(bucket)).contains(longest, "a b+c%2e&=?#.csv", "line\nbreak\tü");
        assertThat(Store.refusal(() -> store.put(bucket, "z".repeat(400), "x"))).isEqualTo("400 KeyTooLongError");
        assertThat(Store.refusal(() -> store.put(bucket, longest + "/below a file", "x")))
                .isEqualTo("409 InvalidObjectState");
        assertThat(Store.refusal(() -> store.put(bucket, "ü".repeat(100), "above a file")))
                .isEqualTo("409 InvalidObjectState");
    }
}
