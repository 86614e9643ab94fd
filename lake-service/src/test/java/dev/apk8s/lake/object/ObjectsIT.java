package dev.apk8s.lake.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ObjectsIT extends LakeIT {
    private static final String TEXT = "text/plain";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 5_000_000, 8_388_608, 20_000_001})
    void whatIsKeptIsGivenBackWhetherItsLengthWasAnnouncedOrNot(int length) throws Exception {
        String bucket = bucket();
        byte[] body = bytes(length);
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        for (boolean announced : new boolean[]{true, false}) {
            String path = object(bucket, "sizes/" + length + (announced ? "" : "-chunked"));
            Answer kept = api().asUser("operator").send("PUT", path, "application/x-thing", announced
                    ? BodyPublishers.ofByteArray(body)
                    : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
            assertThat(kept.json().get("sha256").asString()).isEqualTo(sha256);
            assertThat(kept.json().get("size").asLong()).isEqualTo(length);
            Answer read = api().asUser("viewer").get(path);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body()).isEqualTo(body);
            assertThat(read.header("Content-Type")).isEqualTo("application/x-thing");
            assertThat(read.header("ETag")).isEqualTo(kept.header("ETag")).isEqualTo(
                    '"' + kept.json().get("etag").asString() + '"');
        }
        assertThat(api().asUser("viewer").get("/api/v1/lake/buckets/" + bucket + "/uploads").json().get("uploads"))
                .isEmpty();
    }

    @Test
    void headGivesTheHeadersAlone() {
        String path = kept("a/head.txt", "twelve bytes");
        Answer head = api().asUser("viewer").send("HEAD", path, "", new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("12");
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(head.header("Repr-Digest")).startsWith("sha-256=:");
        assertThat(head.header("Content-Security-Policy")).contains("sandbox");
        assertThat(head.body()).isEmpty();
        assertThat(api().asUser("viewer").send("HEAD", path + "x", "", new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void metadataStaysWithTheObject() {
        String path = object(bucket(), "meta");
        Api operator = api().asUser("operator");
        Answer kept = operator.with("X-Amz-Meta-Camera", "north 7").send("PUT", path, TEXT, text("x"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(operator.get(path).header("x-amz-meta-camera")).isEqualTo("north 7");
        assertThat(operator.get(path).headers().map()).doesNotContainKey("x-amz-meta-apk8s-sha256");
        assertProblem(operator.with("x-amz-meta-apk8s-sha256", "x").send("PUT", path, TEXT, text("x")), 400,
                "INVALID_FIELD");
        assertProblem(operator.with("x-amz-meta-a", "x".repeat(2_100)).send("PUT", path, TEXT, text("x")), 400,
                "INVALID_FIELD");
    }

    @Test
    void rangesAreSentInPart() {
        String path = kept("ranges", "0123456789");
        assertRange(path, "bytes=2-4", "234", "bytes 2-4/10");
        assertRange(path, "bytes=7-", "789", "bytes 7-9/10");
        assertRange(path, "bytes=-2", "89", "bytes 8-9/10");
        assertRange(path, "bytes=8-99", "89", "bytes 8-9/10");
        Answer outside = range(path, "bytes=10-12");
        assertProblem(outside, 416, "RANGE_NOT_SATISFIABLE");
        assertThat(outside.header("Content-Range")).isEqualTo("bytes */10");
        assertThat(range(path, "bytes=0-1,3-4").status()).as("several ranges are passed over").isEqualTo(200);
        assertThat(range(path, "lines=0-1").status()).isEqualTo(200);
        String etag = api().asUser("viewer").get(path).header("ETag");
        Api half = api().asUser("viewer").with("Range", "bytes=0-4");
        assertThat(half.with("If-Range", etag).get(path).status()).isEqualTo(206);
        assertThat(half.with("If-Range", "\"other\"").get(path).status()).isEqualTo(200);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        String path = kept("conditions", "content");
        Api viewer = api().asUser("viewer");
        Answer read = viewer.get(path);
        String etag = read.header("ETag");
        Answer unchanged = viewer.with("If-None-Match", "\"x\", W/" + etag).get(path);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("ETag")).isEqualTo(etag);
        assertThat(unchanged.body()).isEmpty();
        assertThat(viewer.with("If-None-Match", "*").send("HEAD", path, "", new byte[0]).status()).isEqualTo(304);
        assertThat(viewer.with("If-None-Match", "\"x\"").get(path).status()).isEqualTo(200);
        assertThat(viewer.with("If-Modified-Since", read.header("Last-Modified")).get(path).status()).isEqualTo(304);
        assertThat(viewer.with("If-Modified-Since", "Mon, 01 Jan 2024 00:00:00 GMT").get(path).status())
                .isEqualTo(200);
        assertThat(viewer.with("If-Match", etag).get(path).status()).isEqualTo(200);
        assertProblem(viewer.with("If-Match", "\"x\"").get(path), 412, "PRECONDITION_FAILED");
        assertProblem(viewer.with("If-Unmodified-Since", "Mon, 01 Jan 2024 00:00:00 GMT").get(path), 412,
                "PRECONDITION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000_000, 9_000_000})
    void writingCanBeBoundToTheStateOfTheObject(int length) {
        String path = object(bucket(), "state");
        Api operator = api().asUser("operator");
        byte[] body = bytes(length);
        for (boolean announced : new boolean[]{true, false}) {
            assertProblem(put(operator.with("If-Match", "*"), path, body, announced), 412, "PRECONDITION_FAILED");
            Answer first = put(operator.with("If-None-Match", "*"), path, body, announced);
            assertThat(first.status()).as(first.text()).isEqualTo(200);
            assertProblem(put(operator.with("If-None-Match", "*"), path, body, announced), 412, "PRECONDITION_FAILED");
            assertProblem(put(operator.with("If-Match", "\"x\""), path, body, announced), 412, "PRECONDITION_FAILED");
            Answer second = put(operator.with("If-Match", first.header("ETag")), path, bytes(length + 1), announced);
            assertThat(second.status()).as(second.text()).isEqualTo(200);
            assertProblem(operator.with("If-Match", first.header("ETag")).delete(path), 412, "PRECONDITION_FAILED");
            assertThat(operator.with("If-Match", second.header("ETag")).delete(path).status()).isEqualTo(204);
        }
        assertProblem(operator.with("If-None-Match", "*").delete(path), 400, "INVALID_FIELD");
        assertProblem(operator.with("If-None-Match", "\"x\"").send("PUT", path, TEXT, body), 400, "INVALID_FIELD");
        assertProblem(operator.with("If-Match", "x").send("PUT", path, TEXT, body), 400, "INVALID_FIELD");
    }

    @Test
    void ofManyWhoMustNotOverwriteOneWins() {
        String path = object(bucket(), "race");
        Api operator = api().asUser("operator").with("If-None-Match", "*");
        List<CompletableFuture<Answer>> puts = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture
                        .supplyAsync(() -> put(operator, path, bytes(500_000 + number), true)))
                .toList();
        List<Answer> answers = puts.stream().map(CompletableFuture::join).toList();
        List<Answer> kept = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(kept).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 412);
        assertThat(api().asUser("viewer").get(path).header("ETag"))
                .isEqualTo(kept.getFirst().header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000_000, 9_000_000})
    void ofABodyWithAnotherChecksumNothingIsKept(int length) throws Exception {
        String path = object(bucket(), "checked");
        Api operator = api().asUser("operator");
        byte[] body = bytes(length);
        String sha256 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
        body[length / 2] ^= 1;
        for (boolean announced : new boolean[]{true, false}) {
            assertProblem(put(operator.with("Content-Digest", "sha-256=:" + sha256 + ":"), path, body, announced), 400,
                    "BAD_CHECKSUM");
            assertProblem(put(operator.with("Digest", "SHA-256=" + sha256), path, body, announced), 400,
                    "BAD_CHECKSUM");
            assertProblem(put(operator.with("Content-MD5", md5), path, body, announced), 400, "BAD_CHECKSUM");
            assertProblem(operator.get(path), 404, "NO_SUCH_OBJECT");
        }
        body[length / 2] ^= 1;
        Answer kept = put(operator.with("Content-Digest", "sha-256=:" + sha256 + ":").with("Content-MD5", md5), path,
                body, true);
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(kept.header("Repr-Digest")).isEqualTo("sha-256=:" + sha256 + ":");
        assertThat(operator.get(path).header("Repr-Digest")).isEqualTo("sha-256=:" + sha256 + ":");
    }

    @Test
    void aBodyIsNeverReadAsAFormNorUnpacked() {
        String path = object(bucket(), "form");
        Api operator = api().asUser("operator");
        Answer form = operator.send("PUT", path, "application/x-www-form-urlencoded", text("a=1&b=2"));
        assertThat(form.status()).as(form.text()).isEqualTo(200);
        assertThat(operator.get(path).text()).isEqualTo("a=1&b=2");
        assertProblem(operator.with("Content-Encoding", "gzip").send("PUT", path, TEXT, text("x")), 415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(operator.send("PUT", path, "nonsense", text("x")), 400, "INVALID_FIELD");
    }

    @Test
    void deletingIsRepeatable() {
        String path = kept("gone", "x");
        assertThat(api().asUser("operator").delete(path).status()).isEqualTo(204);
        assertThat(api().asUser("operator").delete(path).status()).isEqualTo(204);
        assertProblem(api().asUser("operator").get(path), 404, "NO_SUCH_OBJECT");
        assertProblem(api().asUser("operator").get(object(unique("none"), "x")), 404, "NO_SUCH_BUCKET");
        assertProblem(api().asUser("operator").send("PUT", object(unique("none"), "x"), TEXT, text("x")), 404,
                "NO_SUCH_BUCKET");
    }

    @Test
    void anotherTenantAndALesserRoleGetNowhere() {
        String path = kept("mine", "x");
        assertProblem(api().asUser("acme-admin").get(path), 404, "NO_SUCH_BUCKET");
        assertProblem(api().asUser("acme-admin").send("PUT", path, TEXT, text("y")), 404, "NO_SUCH_BUCKET");
        assertProblem(api().asUser("acme-admin").delete(path), 404, "NO_SUCH_BUCKET");
        assertProblem(api().asUser("viewer").send("PUT", path, TEXT, text("y")), 403, "FORBIDDEN");
        assertProblem(api().asUser("scientist").delete(path), 403, "FORBIDDEN");
        assertThat(api().asUser("viewer").get(path).text()).isEqualTo("x");
    }

    @Test
    void bytesThatPassAreCounted() {
        api().asUser("viewer").get(kept("counted", "0123456789"));
        String metrics = management().get("/actuator/prometheus").text();
        assertThat(metrics).contains("apk8s_lake_object_bytes_total{direction=\"in\"")
                .contains("apk8s_lake_object_bytes_total{direction=\"out\"");
    }

    private String kept(String key, String content) {
        String path = object(bucket(), key);
        Answer kept = api().asUser("operator").send("PUT", path, TEXT, text(content));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        return path;
    }

    private Answer range(String path, String range) {
        return api().asUser("viewer").with("Range", range).get(path);
    }

    private void assertRange(String path, String range, String content, String contentRange) {
        Answer answer = range(path, range);
        assertThat(answer.status()).as(answer.text()).isEqualTo(206);
        assertThat(answer.text()).isEqualTo(content);
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    }

    private static Answer put(Api api, String path, byte[] body, boolean announced) {
        return api.send("PUT", path, "application/octet-stream", announced
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        JsonNode problem = answer.json();
        assertThat(problem.path("detail").asString("")).isNotBlank();
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
