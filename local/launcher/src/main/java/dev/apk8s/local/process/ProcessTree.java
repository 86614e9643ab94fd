package dev.apk8s.local.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and all that came from it, remembered, because orphans lose their place in the tree. */
public final class ProcessTree {
    private static final long GONE_LIMIT_SECONDS = 5;

    private final ProcessHandle root;
    private final Map<Long, ProcessHandle> known = new LinkedHashMap<>();

    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Notes who is in the tree now. */
    public synchronized void look() {
        known.values().removeIf(handle -> !handle.isAlive());
        root.descendants().forEach(handle -> known.putIfAbsent(handle.pid(), handle));
    }

    /** Kills the root and whatever of the tree is left, and waits for a short time until they are gone. */
    public synchronized void kill() throws InterruptedException {
        look();
        root.destroyForcibly();
        known.values().forEach(ProcessHandle::destroyForcibly);
        try {
            CompletableFuture
                    .allOf(known.values().stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(GONE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException fault) {
            throw new IllegalStateException("Processes " + known.keySet() + " outlived a kill", fault);
        }
    }
}
