package dev.apk8s.ingest.flow.step;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event beside its data: the same in all steps.
 *
 * @param stream the flow's source
 * @param time when it happened
 * @param received when the log had it
 */
public record Meta(String id, String source, String type, @Nullable String subject, @Nullable String device,
        String tenant, String stream, Instant time, Instant received) {
    /** Whose order is kept, and whose windows are apart: the device, or the source if there is none. */
    public String key() {
        return device == null ? source : device;
    }

    /** As expressions have it: texts, and timestamps. */
    Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>(texts());
        variables.put("time", time);
        variables.put("received", received);
        return variables;
    }

    /** As transforms have it: texts, and milliseconds since 1970 besides. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>(texts());
        plain.put("time", time.toString());
        plain.put("timeMillis", time.toEpochMilli());
        plain.put("received", received.toString());
        plain.put("receivedMillis", received.toEpochMilli());
        return plain;
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("id", id);
        texts.put("source", source);
        texts.put("type", type);
        texts.put("subject", subject == null ? "" : subject);
        texts.put("device", device == null ? "" : device);
        texts.put("tenant", tenant);
        texts.put("stream", stream);
        return texts;
    }
}
