package dev.apk8s.ingest.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the events of one request.
 *
 * @param acceptedCount how many the log has
 * @param rejectedCount how many were refused
 * @param accepted ids of those that the log has, in the order in which they were sent
 * @param rejected the first 1,000 of those refused
 */
record BatchAnswer(int acceptedCount, int rejectedCount, @Nullable List<String> accepted,
        @Nullable List<Rejected> rejected) {

    /**
     * One event that was refused.
     *
     * @param position its place in the body, from 0
     * @param code stable
     * @param field JSON Pointer or attribute at fault
     */
    record Rejected(@Schema(example = "1") int position, @Schema(example = "EVENT_NOT_JSON") String code,
            String message, @Nullable String field) {}
}
