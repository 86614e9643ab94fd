package dev.apk8s.chain.relay;

/** What a nonce is to the transaction that it was kept for. */
enum Tie {
    /** The transaction has this nonce, and no other. */
    ITS_OWN,
    /** The transaction has another nonce: nothing was sent with this one. */
    ANOTHER,
    /** It was kept for no transaction. */
    NONE,
    /** This replica has not read of the transaction yet: whoever acts on that could do it twice. */
    UNSEEN
}
