package dev.apk8s.lake.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinksIT extends LakeIT {
    private static final Api NOBODY = Api.at("");

    @Test
    void whoeverHasTheLinkReadsThatObjectAlone() {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        operator.send("PUT", object(bucket, "a%20b"), "text/plain", bytes("content"));
        Answer link = api().asUser("viewer").post("/api/v1/lake/buckets/" + bucket + "/download-links",
                "{\"key\":\"a b\",\"expiresIn\":\"PT60S\"}");
        assertThat(link.status()).as(link.text()).isEqualTo(200);
        String url = link.json().get("url").asString();
        assertThat(NOBODY.get(url).text()).isEqualTo("content");
        assertThat(NOBODY.get(url.substring(0, url.length() - 3) + "abc").status()).isEqualTo(403);
        assertThat(NOBODY.get(url.replace("a%20b", "other")).status()).isEqualTo(403);
        assertThat(NOBODY.delete(url).status()).isEqualTo(403);
        assertThat(url).doesNotContain("acme").contains("/" + bucket + "/");
    }

    @Test
    void aLinkExpires() {
        String bucket = bucket();
        api().asUser("operator").send("PUT", object(bucket, "x"), "text/plain", bytes("content"));
        String url = api().asUser("viewer").post("/api/v1/lake/buckets/" + bucket + "/download-links",
                "{\"key\":\"x\",\"expiresIn\":\"PT1S\"}").json().get("url").asString();
        await().atMost(Duration.ofSeconds(20)).until(() -> NOBODY.get(url).status() == 403);
    }

    @Test
    void whoeverHasTheLinkWritesThatObject() {
        String bucket = bucket();
        String path = "/api/v1/lake/buckets/" + bucket + "/upload-links";
        Answer link = api().asUser("operator").post(path, "{\"key\":\"in/x\"}");
        assertThat(link.status()).as(link.text()).isEqualTo(200);
        assertThat(link.json().get("method").asString()).isEqualTo("PUT");
        Answer put = NOBODY.send("PUT", link.json().get("url").asString(), "text/plain", bytes("sent"));
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(api().asUser("viewer").get(object(bucket, "in/x")).text()).isEqualTo("sent");
        assertThat(api().asUser("viewer").post(path, "{\"key\":\"in/x\"}").status()).isEqualTo(403);
    }

    @Test
    void boundsAreNamed() {
        String path = "/api/v1/lake/buckets/" + bucket() + "/upload-links";
        Api operator = api().asUser("operator");
        for (String expiry : new String[]{"PT0S", "P8D", "PT-5M"}) {
            Answer answer = operator.post(path, "{\"key\":\"x\",\"expiresIn\":\"" + expiry + "\"}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().get("field").asString()).isEqualTo("expiresIn");
        }
        assertThat(operator.post(path, "{\"key\":\"../x\"}").json().get("field").asString()).isEqualTo("key");
        assertThat(operator.post(path.replace("upload", "download"), "{\"key\":\"none\"}").code())
                .isEqualTo("NO_SUCH_OBJECT");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
