package dev.apk8s.ingest.intake;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What became of a submission. */
public sealed interface Receipt {
    /**
     * It is on its way to the log.
     *
     * @param kept completes when the log has it, which is when the sender may be told; or fails with
     *     {@link dev.apk8s.platform.event.LogUnavailableException}
     */
    record Sent(String id, CompletableFuture<RecordMetadata> kept) implements Receipt {}

    /**
     * It cannot become an event of the stream, however often it is sent.
     *
     * @param field JSON Pointer or attribute at fault, if it is one
     */
    record Refused(IntakeError code, String message, @Nullable String field) implements Receipt {}
}
