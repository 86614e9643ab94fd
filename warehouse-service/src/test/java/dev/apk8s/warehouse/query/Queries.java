package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Queries as a client sends them. */
final class Queries {
    static final String PATH = "/api/v1/warehouse/queries";
    private static final JsonMapper JSON = new JsonMapper();

    private Queries() {}

    /** A body with a statement, and members as they stand in JSON. */
    static String body(String sql, String... members) {
        StringBuilder body = new StringBuilder("{\"sql\":" + JSON.writeValueAsString(sql));
        for (String member : members) {
            body.append(',').append(member);
        }
        return body.append('}').toString();
    }

    static Answer submit(Api api, String sql, String... members) {
        return api.post(PATH, body(sql, members));
    }

    /** Submits what must be taken. */
    static JsonNode submitted(Api api, String sql, String... members) {
        Answer answer = submit(api, sql, members);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return answer.json();
    }

    static Answer page(Api api, String id, String token) {
        return api.get(PATH + "/" + id + "/results?page=" + token);
    }

    /** All rows, page by page. */
    static List<JsonNode> rows(Api api, JsonNode query) {
        List<JsonNode> rows = new ArrayList<>();
        String token = text(query, "page");
        while (token != null) {
            Answer answer = page(api, query.get("id").asString(), token);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.json().get("rows").forEach(rows::add);
            token = text(answer.json(), "next");
        }
        return rows;
    }

    /** The whole result in one answer. */
    static Answer stream(Api api, String format, String sql, String... members) {
        return api.post(PATH + "/results?format=" + format, body(sql, members));
    }

    static @Nullable String text(JsonNode node, String member) {
        return node.has(member) ? node.get(member).asString() : null;
    }
}
