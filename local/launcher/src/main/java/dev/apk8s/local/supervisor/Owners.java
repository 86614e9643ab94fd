package dev.apk8s.local.supervisor;

import dev.apk8s.local.process.ProcessIdentity;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes for which a supervisor runs. */
final class Owners {
    /** More would be a fault of the caller: a build has one. */
    private static final int MOST = 100;

    private final List<ProcessIdentity> owners = new CopyOnWriteArrayList<>();
    private final boolean none;

    Owners(Collection<String> texts) {
        texts.forEach(this::add);
        this.none = texts.isEmpty();
    }

    final void add(String text) {
        ProcessIdentity owner = ProcessIdentity.parse(text);
        if (!owners.contains(owner) && owners.size() < MOST) {
            owners.add(owner);
        }
    }

    /** Whether there were owners and none is left. */
    boolean isGone() {
        return !none && owners.stream().noneMatch(ProcessIdentity::isAlive);
    }
}
