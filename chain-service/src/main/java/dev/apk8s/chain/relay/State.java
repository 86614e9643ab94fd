package dev.apk8s.chain.relay;

/** Where a transaction is. */
public enum State {
    /** Kept on the log; its lane has not seen it yet. */
    ACCEPTED,
    /** Waits for a nonce: the note says what for. Also after a reorganisation dropped its block. */
    QUEUED,
    /** Signed, kept, and sent to the node. */
    SUBMITTED,
    /** In a block that may still be dropped. */
    MINED,
    /** In a block, and in enough blocks above it. */
    CONFIRMED,
    /** It will never be mined: it was cancelled. */
    REPLACED,
    /** The chain refused it, before or in a block. */
    FAILED;

    public boolean isFinal() {
        return this == CONFIRMED || this == REPLACED || this == FAILED;
    }
}
