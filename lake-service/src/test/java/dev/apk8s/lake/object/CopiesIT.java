package dev.apk8s.lake.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiesIT extends LakeIT {
    @Test
    void aCopyHasContentTypeAndMetadata() {
        String from = bucket();
        String to = bucket();
        Api operator = api().asUser("operator");
        operator.with("x-amz-meta-camera", "north").send("PUT", object(from, "a b/ü"
                .replace(" ", "%20").replace("ü", "%C3%BC")), "text/csv", "x,y".getBytes(StandardCharsets.UTF_8));
        String copies = "/api/v1/lake/buckets/" + to + "/copies";
        String body = "{\"from\":{\"bucket\":\"" + from + "\",\"key\":\"a b/ü\"},\"to\":\"c/ä\"}";
        Answer copied = operator.post(copies, body);
        assertThat(copied.status()).as(copied.text()).isEqualTo(200);
        assertThat(copied.json().get("size").asInt()).isEqualTo(3);
        Answer read = operator.get(object(to, "c/%C3%A4"));
        assertThat(read.text()).isEqualTo("x,y");
        assertThat(read.header("Content-Type")).isEqualTo("text/csv");
        assertThat(read.header("x-amz-meta-camera")).isEqualTo("north");
        assertThat(read.header("Repr-Digest")).isNotEmpty();
        Answer again = operator.post(copies, body);
        assertThat(again.status()).as("it never overwrites unasked").isEqualTo(412);
        assertThat(operator.post(copies, body.replace("\"to\"", "\"overwrite\":true,\"to\"")).status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        String bucket = bucket();
        String copies = "/api/v1/lake/buckets/" + bucket + "/copies";
        Api operator = api().asUser("operator");
        operator.send("PUT", object(bucket, "x"), "text/plain", new byte[]{1});
        for (List<String> wrong : List.of(List.of("{\"from\":{\"key\":\"../x\"},\"to\":\"y\"}", "from.key"),
                List.of("{\"from\":{\"key\":\"x\"},\"to\":\"a//b\"}", "to"),
                List.of("{\"from\":{\"key\":\"x\"},\"to\":\"x\",\"overwrite\":true}", "to"),
                List.of("{\"from\":{\"key\":\"x\",\"bucket\":\"acme--upload\"},\"to\":\"y\"}", "bucket"))) {
            Answer answer = operator.post(copies, wrong.getFirst());
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().path("field").asString("")).isEqualTo(wrong.getLast());
        }
        assertThat(operator.post(copies, "{\"from\":{\"key\":\"none\"},\"to\":\"y\"}").code())
                .isEqualTo("NO_SUCH_OBJECT");
        assertThat(operator.post("/api/v1/lake/buckets/" + unique("none") + "/copies",
                "{\"from\":{\"bucket\":\"" + bucket + "\",\"key\":\"x\"},\"to\":\"y\"}").code())
                .isEqualTo("NO_SUCH_BUCKET");
        assertThat(api().asUser("viewer").post(copies, "{\"from\":{\"key\":\"x\"},\"to\":\"y\"}").status())
                .isEqualTo(403);
    }
}
