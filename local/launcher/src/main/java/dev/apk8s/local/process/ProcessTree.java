package dev.apk8s.local.process;

import java.util.LinkedHashMap;
import java.util.Map;

/** A process and all that came from it, remembered, because orphans lose their place in the tree. */
public final class ProcessTree {
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

    /** Kills the root and whatever of the tree is left. */
    public synchronized void kill() {
        look();
        root.destroyForcibly();
        known.values().forEach(ProcessHandle::destroyForcibly);
    }
}
