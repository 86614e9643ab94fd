package dev.apk8s.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as its document in the index has it.
 *
 * @param id {@code <dead-letter topic>-<partition>-<offset>}
 * @param topic that it was meant for
 * @param stream of that topic
 * @param payload the bytes as they came; null in lists
 * @param headers without those that name the reason; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetter(String id, String tenant, String topic, String stream, @Nullable String key,
        @Nullable String eventId, @Nullable String device, String code, String reason, String consumer, Instant time,
        State state, @Nullable String changedBy, @Nullable Instant changedAt, int size, boolean cut,
        byte @Nullable [] payload, @Nullable List<Header> headers) {

    /** What became of it. */
    enum State {
        /** Nobody has done anything about it. */
        @JsonProperty("open")
        OPEN,
        /** It was sent to its topic again. */
        @JsonProperty("replayed")
        REPLAYED,
        /** It was given up. */
        @JsonProperty("discarded")
        DISCARDED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A Kafka header. */
    record Header(String name, byte @Nullable [] value) {}

    /** The topic, which is the dead-letter topic's name without its suffix. */
    static String topicOf(String deadLetterTopic) {
        return deadLetterTopic.substring(0,
                deadLetterTopic.length() - dev.apk8s.platform.event.DeadLetters.SUFFIX.length());
    }
}
