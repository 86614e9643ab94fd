package dev.apk8s.platform.start;

/**
 * What comes with each start only when others are there, gone through without them while a start is recorded, so that
 * later starts know what it takes. It is asked for nothing else.
 */
public interface Rehearsal {
    /** Returns soon, and changes nothing that outlives the process. */
    void rehearse();
}
