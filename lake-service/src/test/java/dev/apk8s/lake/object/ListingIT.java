package dev.apk8s.lake.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListingIT extends LakeIT {
    @Test
    void pagesTogetherAreAllKeysInOrder() {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        List<String> keys = IntStream.range(0, 25).mapToObj(number -> "p%d/o%02d".formatted(number % 5, number))
                .sorted().toList();
        keys.forEach(key -> operator.send("PUT", object(bucket, key), "text/plain", new byte[]{1}));
        for (int limit : new int[]{1, 7, 25, 1000}) {
            assertThat(all(bucket, "", limit)).as("by %d", limit).isEqualTo(keys);
        }
        assertThat(all(bucket, "prefix=p3/", 2)).isEqualTo(keys.stream().filter(key -> key.startsWith("p3/")).toList());
        assertThat(all(bucket, "prefix=none/", 2)).isEmpty();
    }

    @Test
    void aDelimiterMakesFolders() {
        String bucket = bucket();
        Api operator = api().asUser("operator");
        for (String key : List.of("a.txt", "raw/x", "raw/y/z", "kept/x")) {
            operator.send("PUT", object(bucket, key), "text/plain", new byte[]{1});
        }
        JsonNode top = operator.get("/api/v1/lake/buckets/" + bucket + "/objects?delimiter=/").json();
        assertThat(texts(top.get("folders"))).containsExactly("kept/", "raw/");
        assertThat(top.get("objects").size()).isEqualTo(1);
        JsonNode raw = operator.get("/api/v1/lake/buckets/" + bucket + "/objects?delimiter=/&prefix=raw/").json();
        assertThat(texts(raw.get("folders"))).containsExactly("raw/y/");
        assertThat(raw.at("/objects/0/key").asString()).isEqualTo("raw/x");
        assertThat(raw.at("/objects/0/size").asInt()).isEqualTo(1);
        assertThat(raw.at("/objects/0/etag").asString()).isNotEmpty().doesNotContain("\"");
    }

    @Test
    void boundsAreNamed() {
        String path = "/api/v1/lake/buckets/" + bucket() + "/objects";
        for (String query : List.of("limit=0", "limit=1001", "limit=x", "delimiter=ab", "prefix=" + "x".repeat(1_025),
                "after=" + "x".repeat(4_097))) {
            Answer answer = api().asUser("viewer").get(path + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("field").asString("")).as(answer.text())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
        assertThat(api().asUser("acme-viewer").get(path).status()).isEqualTo(404);
    }

    private List<String> all(String bucket, String query, int limit) {
        List<String> keys = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api().asUser("viewer")
                    .get("/api/v1/lake/buckets/" + bucket + "/objects?limit=" + limit + "&" + query + next).json();
            page.get("objects").forEach(entry -> keys.add(entry.get("key").asString()));
            next = page.has("next") ? "&after=" + KeysIT.encoded(page.get("next").asString()) : "";
        } while (!next.isEmpty() && keys.size() < 100);
        return keys;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
