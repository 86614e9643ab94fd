package dev.apk8s.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.Targets;
import dev.apk8s.ingest.Targets.Asked;
import dev.apk8s.ingest.Targets.Told;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The platform's own functions, and those of users. */
class FunctionsIT extends IngestIT {
    private final Api viewer = api().asUser("viewer");

    @Test
    void aBuiltInFunctionIsCalledAsTheCallerAndAnsweredAsItAnswers() {
        Targets.on("/function/sentimentanalysis",
                _ -> Told.json("{\"polarity\":0.6,\"sentence_count\":1,\"subjectivity\":0.9}"));
        Answer answer = call(viewer, "sentimentanalysis", "It works very well.");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("polarity").asDouble()).isEqualTo(0.6);
        Asked asked = Targets.asked("/function/sentimentanalysis").stream()
                .filter(one -> one.body().equals("It works very well.")).findFirst().orElseThrow();
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + Realm.token("viewer"));
        assertThat(asked.header("Content-Type")).startsWith("text/plain");
        assertThat(asked.header("traceparent")).isNotEmpty();
    }

    @Test
    void theLastBlockIsAskedForWithoutABody() {
        Targets.on("/function/last-block", asked -> asked.method().equals("GET")
                ? Told.json("{\"number\":7}")
                : Told.status(405));
        assertThat(viewer.get("/function/last-block").json().path("number").asInt()).isEqualTo(7);
        assertThat(call(viewer, "last-block", "x").status()).isEqualTo(405);
    }

    @Test
    void aRegisteredFunctionIsToldNothingOfItsCaller() {
        String name = register("told", "", "{\"answer\":42}");
        Answer answer = call(viewer, name, "{\"x\":1}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"answer\":42}");
        Asked asked = Targets.asked("/" + name).getFirst();
        assertThat(asked.body()).isEqualTo("{\"x\":1}");
        assertThat(asked.header("Authorization")).isEmpty();
        assertThat(asked.header("Cookie")).isEmpty();
        assertThat(asked.headers().toString()).doesNotContain(Realm.token("viewer"));
    }

    @Test
    void aRegisteredFunctionBelongsToItsTenant() {
        String name = register("mine", "", "{\"of\":\"default\"}");
        Api acme = api().asUser("acme-admin");
        assertThat(call(acme, name, "x").code()).isEqualTo("NO_SUCH_FUNCTION");
        Targets.on("/acme-" + name, _ -> Told.json("{\"of\":\"acme\"}"));
        assertThat(put(acme, name, "{\"url\":\"" + Targets.url() + "/acme-" + name + "\"}").status()).isEqualTo(201);
        assertThat(call(acme, name, "x").json().path("of").asString()).isEqualTo("acme");
        assertThat(call(viewer, name, "x").json().path("of").asString()).isEqualTo("default");
        assertThat(acme.delete("/api/v1/functions/" + name).status()).isEqualTo(204);
        assertThat(call(viewer, name, "x").status()).isEqualTo(200);
    }

    @Test
    void whatFailsForAMomentIsTriedAgainAndWhatFailsForGoodIsSaid() {
        String name = unique("moody");
        AtomicInteger calls = new AtomicInteger();
        Targets.on("/" + name, _ -> calls.incrementAndGet() < 3 ? Told.status(503) : Told.json("{\"ok\":true}"));
        put(api().asUser("admin"), name, "{\"url\":\"" + Targets.url() + "/" + name + "\",\"retries\":2}");
        assertThat(call(viewer, name, "x").status()).isEqualTo(200);
        Targets.on("/" + name, _ -> Told.status(500));
        Answer failed = call(viewer, name, "x");
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.code()).isEqualTo("FUNCTION_FAILED");
        assertThat(failed.json().path("status").asInt()).isEqualTo(500);
        assertThat(calls).hasValue(3);
        assertThat(Targets.asked("/" + name)).hasSize(6);
    }

    @Test
    void aRedirectIsNotFollowed() {
        String name = unique("redirecting");
        Targets.on("/" + name, _ -> new Told(302, "text/plain", ""));
        put(api().asUser("admin"), name, "{\"url\":\"" + Targets.url() + "/" + name + "\"}");
        Answer answer = call(viewer, name, "x");
        assertThat(answer.code()).isEqualTo("FUNCTION_FAILED");
        assertThat(Targets.asked("/" + name)).hasSize(1);
    }

    @Test
    void whatTakesTooLongIsBrokenOff() throws InterruptedException {
        String name = unique("slow");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Targets.on("/" + name, _ -> {
            asked.countDown();
            await(released);
            return Told.status(200);
        });
        put(api().asUser("admin"), name,
                "{\"url\":\"" + Targets.url() + "/" + name + "\",\"retries\":0,\"timeout\":\"PT0.3S\"}");
        Answer answer = call(viewer, name, "x");
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        released.countDown();
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("FUNCTION_TIMEOUT");
    }

    @Test
    void bodiesAndAnswersAreBounded() {
        String name = register("small", ",\"maxRequest\":10,\"maxAnswer\":10", "{\"n\":\"0123456789\"}");
        assertThat(call(viewer, name, "01234567890").code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(call(viewer, name, "0123456789").code()).isEqualTo("FUNCTION_FAILED");
    }

    @Test
    void whatABrowserCouldRunIsNotPassedOnAsSuch() {
        String name = unique("page");
        Targets.on("/" + name, _ -> new Told(200, "text/html", "<script>alert(1)</script>"));
        put(api().asUser("admin"), name, "{\"url\":\"" + Targets.url() + "/" + name + "\"}");
        assertThat(call(viewer, name, "x").header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void nothingWithinTheNetworkIsReached() {
        String name = unique("within");
        put(api().asUser("admin"), name, "{\"url\":\"" + Targets.url().replace("127.0.0.1", "localhost") + "/" + name
                + "\"}");
        Targets.on("/" + name, _ -> Told.status(200));
        Answer answer = call(viewer, name, "x");
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("FUNCTION_ADDRESS_REFUSED");
        assertThat(Targets.asked("/" + name)).isEmpty();
    }

    @Test
    void aWrongRegistrationIsNamedByItsField() {
        Api admin = api().asUser("admin");
        assertField(put(admin, unique("wrong"), "{}"), "url");
        assertField(put(admin, unique("wrong"), "{\"url\":\"file:///etc/passwd\"}"), "url");
        assertField(put(admin, unique("wrong"), "{\"url\":\"https://example.org\",\"timeout\":\"PT1H\"}"), "timeout");
        assertField(put(admin, unique("wrong"), "{\"url\":\"https://example.org\",\"retries\":99}"), "retries");
        assertField(put(admin, unique("wrong"), "{\"url\":\"https://example.org\",\"maxAnswer\":0}"), "maxAnswer");
        assertField(put(admin, "Wrong", "{\"url\":\"https://example.org\"}"), "name");
        assertThat(put(admin, "last-block", "{\"url\":\"https://example.org\"}").code())
                .isEqualTo("FUNCTION_BUILT_IN");
    }

    private static void assertField(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }

    private static String register(String prefix, String more, String answer) {
        String name = unique(prefix);
        Targets.on("/" + name, _ -> Told.json(answer));
        Answer made = put(api().asUser("admin"), name, "{\"url\":\"" + Targets.url() + "/" + name + "\"" + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    private static Answer put(Api as, String name, String body) {
        return as.send("PUT", "/api/v1/functions/" + name, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer call(Api as, String name, String body) {
        return as.send("POST", "/function/" + name, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
