package dev.apk8s.lake.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.lake.StoreUnderTest;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BucketsIT extends LakeIT {
    private static final String BUCKETS = "/api/v1/lake/buckets";

    @Test
    void theBooksBucketsAreThere() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(names("viewer")).contains("upload",
                "processed", "exports", "sensor-hourly", "warehouse", "models"));
        assertThat(management().get("/actuator/health").json().at("/components/store/status").asString())
                .isEqualTo("UP");
    }

    @Test
    void aBucketIsMadeOnceAndDeletedWhenEmpty() {
        Api admin = api().asUser("admin");
        String name = unique("made");
        Answer made = admin.post(BUCKETS, "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(BUCKETS + "/" + name);
        assertThat(admin.get(made.header("Location")).json().get("versioning").asString()).isEqualTo("off");
        assertProblem(admin.post(BUCKETS, "{\"name\":\"" + name + "\"}"), 409, "BUCKET_EXISTS");
        String object = object(name, "x");
        assertThat(admin.send("PUT", object, "text/plain", bytes("x")).status()).isEqualTo(200);
        assertProblem(admin.delete(BUCKETS + "/" + name), 409, "BUCKET_NOT_EMPTY");
        assertThat(admin.delete(object).status()).isEqualTo(204);
        assertThat(admin.delete(BUCKETS + "/" + name).status()).isEqualTo(204);
        assertProblem(admin.delete(BUCKETS + "/" + name), 404, "NO_SUCH_BUCKET");
        assertThat(names("viewer")).doesNotContain(name);
    }

    @Test
    void tenantsHaveBucketsOfTheSameNameAndSeeTheirOwn() {
        String name = unique("both");
        String body = "{\"name\":\"" + name + "\"}";
        assertThat(api().asUser("admin").post(BUCKETS, body).status()).isEqualTo(201);
        assertThat(names("acme-viewer")).doesNotContain(name, "upload");
        assertThat(api().asUser("acme-admin").post(BUCKETS, body).status()).isEqualTo(201);
        String path = object(name, "x");
        assertThat(api().asUser("acme-admin").send("PUT", path, "text/plain", bytes("acme's")).status()).isEqualTo(200);
        assertProblem(api().asUser("admin").get(path), 404, "NO_SUCH_OBJECT");
        assertThat(api().asUser("acme-viewer").get(path).text()).isEqualTo("acme's");
        assertThat(names("acme-viewer")).contains(name).allMatch(seen -> !seen.contains("--"));
        assertThat(names("viewer")).allMatch(seen -> !seen.contains("--"));
        assertProblem(api().asUser("admin").get(object("acme--" + name, "x")), 400, "INVALID_FIELD");
    }

    @Test
    void onlyAdministratorsMakeAndDeleteBuckets() {
        assertProblem(api().asUser("operator").post(BUCKETS, "{\"name\":\"" + unique("no") + "\"}"), 403, "FORBIDDEN");
        assertProblem(api().asUser("operator").delete(BUCKETS + "/" + bucket()), 403, "FORBIDDEN");
    }

    @Test
    void versionsAreKeptWhereAskedFor() {
        Api admin = api().asUser("admin");
        String name = unique("versions");
        admin.post(BUCKETS, "{\"name\":\"" + name + "\",\"versioning\":true}");
        String path = object(name, "a/x");
        String first = written(admin, path, "one");
        String second = written(admin, path, "two");
        assertThat(first).isNotEqualTo(second);
        assertThat(admin.get(path).text()).isEqualTo("two");
        assertThat(admin.get(path + "?versionId=" + first).text()).isEqualTo("one");
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertProblem(admin.get(path), 404, "NO_SUCH_OBJECT");
        List<JsonNode> versions = admin.get(BUCKETS + "/" + name + "/versions?prefix=a/").json().get("versions")
                .valueStream().toList();
        assertThat(versions).hasSize(3);
        assertThat(versions.getFirst().get("deleted").asBoolean()).isTrue();
        assertThat(versions.getFirst().get("latest").asBoolean()).isTrue();
        assertThat(versions).extracting(version -> version.get("versionId").asString()).contains(first, second);
        Answer back = admin.post(BUCKETS + "/" + name + "/copies",
                "{\"from\":{\"key\":\"a/x\",\"versionId\":\"" + first + "\"},\"to\":\"a/x\"}");
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(admin.get(path).text()).isEqualTo("one");
        assertThat(admin.delete(path + "?versionId=" + second).status()).isEqualTo(204);
        assertThat(admin.get(path + "?versionId=" + second).status()).isEqualTo(404);
        assertProblem(admin.delete(BUCKETS + "/" + name), 409, "BUCKET_NOT_EMPTY");
        Answer off = admin.send("PUT", BUCKETS + "/" + name + "/versioning", "application/json",
                bytes("{\"keep\":false}"));
        assertThat(off.json().get("versioning").asString()).isEqualTo("suspended");
        assertThat(admin.get(path + "?versionId=" + first).text()).isEqualTo("one");
    }

    @Test
    void versionsComeInPages() {
        Api admin = api().asUser("admin");
        String name = unique("pages");
        admin.post(BUCKETS, "{\"name\":\"" + name + "\",\"versioning\":true}");
        for (int write = 0; write < 3; write++) {
            written(admin, object(name, "x"), "x" + write);
            written(admin, object(name, "y"), "y" + write);
        }
        int seen = 0;
        String next = "";
        do {
            JsonNode page = admin.get(BUCKETS + "/" + name + "/versions?limit=2" + next).json();
            assertThat(page.get("versions").size()).isBetween(1, 2);
            seen += page.get("versions").size();
            next = page.has("next") ? "&after=" + page.get("next").asString() : "";
        } while (!next.isEmpty() && seen < 20);
        assertThat(seen).isEqualTo(6);
        assertProblem(admin.get(BUCKETS + "/" + name + "/versions?after=!"), 400, "INVALID_FIELD");
    }

    @Test
    void aLifecycleIsKeptWhereTheStoreHasOne() {
        Api admin = api().asUser("admin");
        String path = BUCKETS + "/" + bucket() + "/lifecycle";
        String rules = "{\"rules\":[{\"id\":\"raw\",\"prefix\":\"raw/\",\"expireAfterDays\":30}]}";
        Answer written = admin.send("PUT", path, "application/json", bytes(rules));
        if (StoreUnderTest.isMinio()) {
            assertThat(written.status()).as(written.text()).isEqualTo(200);
            assertThat(admin.get(path).json().at("/rules/0/expireAfterDays").asInt()).isEqualTo(30);
            assertThat(admin.delete(path).status()).isEqualTo(204);
            assertThat(admin.get(path).json().get("rules")).isEmpty();
        } else {
            assertProblem(written, 501, "NOT_SUPPORTED_BY_STORE");
            assertProblem(admin.get(path), 501, "NOT_SUPPORTED_BY_STORE");
        }
        assertProblem(admin.send("PUT", path, "application/json", bytes("{\"rules\":[{\"id\":\"x\"}]}")), 400,
                "INVALID_FIELD");
    }

    private List<String> names(String user) {
        return api().asUser(user).get(BUCKETS).json().get("buckets").valueStream()
                .map(bucket -> bucket.get("name").asString()).toList();
    }

    private static String written(Api api, String path, String content) {
        Answer kept = api.send("PUT", path, "text/plain", bytes(content));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        return kept.json().get("versionId").asString();
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
