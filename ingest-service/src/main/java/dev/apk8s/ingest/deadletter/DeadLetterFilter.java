package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.deadletter.DeadLetter.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which letters are meant. */
record DeadLetterFilter(String tenant, @Nullable String stream, @Nullable State state, @Nullable String code) {
    List<Map<String, Object>> terms() {
        List<Map<String, Object>> terms = new ArrayList<>();
        terms.add(term("tenant", tenant));
        if (stream != null) {
            terms.add(term("stream", stream));
        }
        if (state != null) {
            terms.add(term("state", state.text()));
        }
        if (code != null) {
            terms.add(term("code", code));
        }
        return terms;
    }

    private static Map<String, Object> term(String field, String value) {
        return Map.of("term", Map.of(field, Map.of("value", value)));
    }
}
