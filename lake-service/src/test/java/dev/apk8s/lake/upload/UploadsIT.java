package dev.apk8s.lake.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.MultipartUploads;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class UploadsIT extends LakeIT {
    private static final int PART = 5 << 20;

    @Autowired
    private MultipartUploads uploads;
    @Autowired
    private BucketStore buckets;

    @Test
    void partsSentInAnyOrderAndAgainMakeTheObject() throws Exception {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        String upload = begun(bucket, "big/x");
        byte[] last = bytes(1_000, 3);
        byte[] first = bytes(PART, 1);
        byte[] second = bytes(PART, 2);
        part(operator, upload, 3, last);
        part(operator, upload, 1, second);
        part(operator, upload, 2, second);
        part(operator, upload, 1, first);
        assertThat(operator.get(object(bucket, "big/x")).code()).isEqualTo("NO_SUCH_OBJECT");
        assertThat(operator.get("/api/v1/lake/buckets/" + bucket + "/objects").json().get("objects")).isEmpty();
        assertThat(operator.get("/api/v1/lake/buckets/" + bucket + "/uploads").json().at("/uploads/0/key").asString())
                .isEqualTo("big/x");
        JsonNode parts = operator.get(upload + "/parts").json().get("parts");
        assertThat(parts).hasSize(3);
        assertThat(parts.get(2).get("size").asLong()).isEqualTo(1_000);
        Answer completed = operator.with("If-None-Match", "*").post(upload + "/complete", "{\"parts\":" + parts + "}");
        assertThat(completed.status()).as(completed.text()).isEqualTo(200);
        Answer read = operator.get(object(bucket, "big/x"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(first);
        whole.write(second);
        whole.write(last);
        assertThat(read.body()).isEqualTo(whole.toByteArray());
        assertThat(read.header("x-amz-meta-camera")).isEqualTo("north");
        assertThat(read.header("Content-Type")).isEqualTo("application/x-big");
        assertThat(operator.get(upload + "/parts").code()).isEqualTo("NO_SUCH_UPLOAD");
        assertThat(operator.get("/api/v1/lake/buckets/" + bucket + "/uploads").json().get("uploads")).isEmpty();
    }

    @Test
    void aPartWithAnotherChecksumIsNotKept() throws Exception {
        String upload = begun(bucket(), "checked");
        byte[] part = bytes(PART, 1);
        String sha256 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(part));
        Api operator = api().asUser("operator").with("Content-Digest", "sha-256=:" + sha256 + ":");
        part[17] ^= 1;
        Answer refused = operator.send("PUT", upload + "/parts/1", "application/octet-stream", part);
        assertThat(refused.code()).as(refused.text()).isEqualTo("BAD_CHECKSUM");
        assertThat(operator.get(upload + "/parts").json().get("parts")).isEmpty();
        part[17] ^= 1;
        assertThat(operator.send("PUT", upload + "/parts/1", "application/octet-stream", part).status()).isEqualTo(200);
    }

    @Test
    void anAbortedUploadIsGone() {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        String upload = begun(bucket, "gone");
        part(operator, upload, 1, bytes(1_000, 1));
        assertThat(operator.delete(upload).status()).isEqualTo(204);
        assertThat(operator.get(upload + "/parts").code()).isEqualTo("NO_SUCH_UPLOAD");
        assertThat(operator.delete(upload).code()).isEqualTo("NO_SUCH_UPLOAD");
        assertThat(operator.send("PUT", upload + "/parts/1", "application/octet-stream", new byte[]{1}).code())
                .isEqualTo("NO_SUCH_UPLOAD");
        assertThat(api().asUser("admin").delete("/api/v1/lake/buckets/" + bucket).status()).isEqualTo(204);
    }

    @Test
    void whatIsWrongIsNamed() {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        String upload = begun(bucket, "wrong");
        part(operator, upload, 1, bytes(1_000, 1));
        part(operator, upload, 2, bytes(1_000, 2));
        JsonNode parts = operator.get(upload + "/parts").json().get("parts");
        assertThat(operator.post(upload + "/complete", "{\"parts\":" + parts + "}").code()).as("too small")
                .isEqualTo("INVALID_PARTS");
        assertThat(operator.post(upload + "/complete",
                "{\"parts\":[{\"number\":1,\"etag\":\"4b3a6218bb3e3a7303e8a171a60fcf92\"}]}").code())
                .isEqualTo("INVALID_PARTS");
        assertThat(operator.post(upload + "/complete", "{\"parts\":[]}").code()).isEqualTo("INVALID_FIELD");
        assertThat(operator.send("PUT", upload + "/parts/0", "application/octet-stream", new byte[]{1}).code())
                .isEqualTo("INVALID_FIELD");
        assertThat(operator.send("PUT", upload + "/parts/10001", "application/octet-stream", new byte[]{1}).code())
                .isEqualTo("INVALID_FIELD");
        String none = upload.substring(0, upload.lastIndexOf('/')) + "/nonsense";
        assertThat(operator.get(none + "/parts").code()).isEqualTo("NO_SUCH_UPLOAD");
        assertThat(operator.post("/api/v1/lake/buckets/" + bucket + "/uploads", "{\"key\":\"a/../b\"}").code())
                .isEqualTo("INVALID_FIELD");
        assertThat(api().asUser("acme-admin").get(upload + "/parts").status()).isEqualTo(404);
        assertThat(api().asUser("viewer").delete(upload).status()).isEqualTo(403);
    }

    @Test
    void uploadsExpire() {
        String bucket = bucket();
        begun(bucket, "old");
        String uploadsOf = "/api/v1/lake/buckets/" + bucket + "/uploads";
        ExpiredUploads expired = new ExpiredUploads(buckets, uploads,
                new ExpiryProperties(Duration.ofDays(7), Duration.ofHours(1)), new SimpleMeterRegistry());
        expired.giveUp();
        assertThat(api().asUser("viewer").get(uploadsOf).json().get("uploads")).hasSize(1);
        // The store's clock may be a little ahead.
        expired.giveUp(BucketName.ofDefaultTenant(bucket), Instant.now().plusSeconds(60));
        assertThat(api().asUser("viewer").get(uploadsOf).json().get("uploads")).isEmpty();
    }

    private String begun(String bucket, String key) {
        Answer begun = api().asUser("operator").post("/api/v1/lake/buckets/" + bucket + "/uploads", "{\"key\":\"" + key
                + "\",\"contentType\":\"application/x-big\",\"metadata\":{\"camera\":\"north\"}}");
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.header("Location");
    }

    private static void part(Api api, String upload, int number, byte[] bytes) {
        Answer answer = api.send("PUT", upload + "/parts/" + number, "application/octet-stream", bytes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
