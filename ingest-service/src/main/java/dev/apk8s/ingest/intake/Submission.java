package dev.apk8s.ingest.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sender handed in, whichever protocol it came on.
 *
 * @param id as given by the sender, or null for one of ours; the same id twice is the same event
 * @param type CloudEvents type, or null for {@code dev.apk8s.reading}
 * @param time when it was measured, or null for now
 * @param source what within the sender it comes from, or null for the sender itself: an id is unique within it
 * @param data one JSON object, byte for byte as it came
 */
public record Submission(@Nullable String id, @Nullable String type, @Nullable Instant time, @Nullable String subject,
        @Nullable String source, byte[] data) {
    public static Submission of(@Nullable String id, byte[] data) {
        return new Submission(id, null, null, null, null, data);
    }
}
