package dev.apk8s.ingest.http;

import dev.apk8s.ingest.http.CloudEventReader.InvalidCloudEventException;
import dev.apk8s.ingest.intake.Submission;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** In which form a body brings its events: decided by its content type and headers. */
sealed interface EventForm {
    String JSON = "application/json";
    String NDJSON = "application/x-ndjson";
    String CLOUD_EVENT = "application/cloudevents+json";
    String CLOUD_EVENT_BATCH = "application/cloudevents-batch+json";

    /** @throws InvalidCloudEventException if the element is none by its form */
    Submission read(byte[] element, int position);

    /**
     * JSON as it is: an object, an array of them, or one a line.
     *
     * @param idempotencyKey the first part of the events' ids, if the sender gave one
     */
    record Plain(@Nullable String idempotencyKey) implements EventForm {
        @Override
        public Submission read(byte[] element, int position) {
            return Submission.of(idempotencyKey == null ? null : idempotencyKey + "." + position, element);
        }
    }

    /** CloudEvents in structured mode, one or a batch. */
    record Structured() implements EventForm {
        @Override
        public Submission read(byte[] element, int position) {
            return CloudEventReader.structured(element);
        }
    }

    /** One CloudEvent in binary mode: its attributes are headers. */
    record Binary(Map<String, String> attributes) implements EventForm {
        @Override
        public Submission read(byte[] element, int position) {
            return CloudEventReader.submission(attributes, element);
        }
    }

    static EventForm of(HttpServletRequest request) {
        String contentType = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (contentType.startsWith(CLOUD_EVENT) || contentType.startsWith(CLOUD_EVENT_BATCH)) {
            return new Structured();
        }
        if (request.getHeader("ce-specversion") != null) {
            return new Binary(attributes(request));
        }
        return new Plain(request.getHeader("Idempotency-Key"));
    }

    private static Map<String, String> attributes(HttpServletRequest request) {
        Map<String, String> attributes = new HashMap<>();
        for (String name : java.util.Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("ce-")) {
                attributes.put(lower.substring(3), request.getHeader(name));
            } else if (lower.equals(HttpHeaders.CONTENT_TYPE.toLowerCase(Locale.ROOT))) {
                attributes.put("datacontenttype", request.getHeader(name));
            }
        }
        return attributes;
    }
}
