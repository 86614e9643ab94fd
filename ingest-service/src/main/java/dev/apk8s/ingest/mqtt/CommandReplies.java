package dev.apk8s.ingest.mqtt;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where it is noted what devices say about commands. */
public interface CommandReplies {
    /**
     * A device published its answer.
     *
     * @param payload as it came: it may be anything
     * @param traceParent as the device sent it, if it did
     * @return completes with true when the log has the answer, with false when it has a dead letter instead; or fails
     *     with {@link dev.apk8s.platform.event.LogUnavailableException}
     */
    CompletableFuture<Boolean> answered(String device, String command, byte[] payload, @Nullable String traceParent);

    /** The broker saw the device acknowledge the command. Completes when the log has that. */
    CompletableFuture<?> delivered(String device, String command);
}
