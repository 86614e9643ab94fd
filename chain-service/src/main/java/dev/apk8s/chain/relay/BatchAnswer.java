package dev.apk8s.chain.relay;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of transactions that were handed in at once.
 *
 * @param acceptedCount how many the log has
 * @param rejectedCount how many were refused
 */
record BatchAnswer(int acceptedCount, int rejectedCount, List<Accepted> accepted, List<Rejected> rejected) {

    /**
     * One that the log has.
     *
     * @param position its place in the request, from 0
     */
    record Accepted(@Schema(example = "0") int position, String id, State state) {}

    /**
     * One that was refused.
     *
     * @param position its place in the request, from 0
     * @param code stable
     * @param field of the transaction at fault
     */
    record Rejected(@Schema(example = "1") int position, @Schema(example = "INVALID_FIELD") String code, String message,
            @Nullable String field) {}
}
