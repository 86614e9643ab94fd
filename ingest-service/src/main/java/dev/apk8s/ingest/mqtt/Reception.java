package dev.apk8s.ingest.mqtt;

import java.util.concurrent.CompletableFuture;

/** Brings one message to where it belongs. */
@FunctionalInterface
interface Reception {
    /**
     * Completes when the log has the message in one form or the other; or fails with
     * {@link dev.apk8s.platform.event.LogUnavailableException}, when it must be tried again. Never throws.
     */
    CompletableFuture<Verdict> receive(Arrival arrival);
}
