package dev.apk8s.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.apk8s.ingest.deadletter.DeadLetter.State;
import dev.apk8s.ingest.index.JsonObjects;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dead letters as the API shows them. */
final class DeadLetterAnswer {
    private DeadLetterAnswer() {}

    /** A letter in a list. */
    @Schema(name = "DeadLetter")
    record Summary(@Schema(example = "sensor.dlt-0-12") String id, @Schema(example = "sensor") String stream,
            @Schema(example = "sensor") String topic, @Nullable String eventId,
            @Schema(example = "lab-d1") @Nullable String device,
            @Schema(example = "MAPPING_CONFLICT", description = "Stable code of what went wrong.") String code,
            @Schema(example = "mapper_parsing_exception: failed to parse field [temp] of type [double]") String reason,
            @Schema(example = "indexer", description = "Who could not process it.") String consumer,
            @Schema(description = "When it was given up.") Instant time,
            @Schema(description = "What became of it: open, replayed or discarded.") State state,
            @Nullable String changedBy, @Nullable Instant changedAt,
            @Schema(description = "Bytes of the payload.") int size) {
        static Summary of(DeadLetter letter) {
            return new Summary(letter.id(), letter.stream(), letter.topic(), letter.eventId(), letter.device(),
                    letter.code(), letter.reason(), letter.consumer(), letter.time(), letter.state(),
                    letter.changedBy(), letter.changedAt(), letter.size());
        }

    }

    /** A page of letters. */
    @Schema(name = "DeadLetterPage")
    record Listing(List<Summary> deadLetters, @Schema(description = "How many match in all.") long total,
            @Schema(description = "Give it as 'after' to get the next page; absent on the last.") @Nullable String next) {}

    /** A letter with all that was kept of it. */
    @Schema(name = "DeadLetterDetail")
    record Detail(Summary letter, @Nullable String key,
            @Schema(description = "The record's own headers, as text.") Map<String, String> headers,
            @Schema(description = "How the payload is shown: json, text or base64.") String encoding,
            @Schema(description = "The payload; an object, or a string.", type = "object") @JsonRawValue String payload,
            @Schema(description = "Whether only the beginning of the payload was kept.") boolean cut) {
        static Detail of(DeadLetter letter, Quoting quoting) {
            Map<String, String> headers = new LinkedHashMap<>();
            if (letter.headers() != null) {
                letter.headers().forEach(header -> headers.put(header.name(),
                        header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
            }
            byte[] payload = letter.payload() == null ? new byte[0] : letter.payload();
            String text = text(payload);
            if (text == null) {
                return new Detail(Summary.of(letter), letter.key(), headers, "base64",
                        quoting.quote(Base64.getEncoder().encodeToString(payload)), letter.cut());
            }
            boolean object = JsonObjects.find(payload) instanceof JsonObjects.Found.Whole;
            return new Detail(Summary.of(letter), letter.key(), headers, object ? "json" : "text",
                    object ? text : quoting.quote(text), letter.cut());
        }
    }

    /** Writes text as a JSON string. */
    interface Quoting {
        String quote(String text);
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
