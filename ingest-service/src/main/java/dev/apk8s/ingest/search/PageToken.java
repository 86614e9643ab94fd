package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Where a page ended. It carries the time range, so that all pages look at the same one, and a sum of the search, so
 * that it is not taken for another.
 *
 * @param after the sort values of the last hit
 */
record PageToken(TimeRange range, JsonNode after) {
    private static final int MAX_LENGTH = 8_192;

    String encode(JsonMapper json, int search) {
        ArrayNode token = json.createArrayNode().add(search).add(range.from().toEpochMilli())
                .add(range.to().toEpochMilli()).add(after);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(token));
    }

    static PageToken decode(JsonMapper json, String text, int search) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("is too long", null);
        }
        try {
            JsonNode token = json.readTree(Base64.getUrlDecoder().decode(text));
            JsonNode after = token.path(3);
            boolean wellFormed = token.isArray() && token.path(1).isIntegralNumber()
                    && token.path(2).isIntegralNumber() && after.size() == 2 && after.path(0).isValueNode()
                    && after.path(1).isString();
            if (!wellFormed) {
                throw invalid("was not made here", null);
            }
            if (token.path(0).asInt(0) != search) {
                throw invalid("is of another search: send it with the same 'q', 'device' and 'sort'", null);
            }
            return new PageToken(new TimeRange(Instant.ofEpochMilli(token.path(1).asLong()),
                    Instant.ofEpochMilli(token.path(2).asLong())), after);
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw invalid("was not made here", malformed);
        }
    }

    /** A sum over what must stay the same from page to page. */
    static int search(String tenant, String stream, @Nullable String query, @Nullable String device, Sort sort) {
        return Objects.hash(List.of(tenant, stream, String.valueOf(query), String.valueOf(device), sort.toString()));
    }

    private static ProblemException invalid(String why, @Nullable Throwable cause) {
        return new ProblemException(SearchError.PAGE_TOKEN_INVALID, "after: the token " + why + ".", cause)
                .with("field", "after");
    }
}
