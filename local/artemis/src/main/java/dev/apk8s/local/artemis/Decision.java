package dev.apk8s.local.artemis;

/** What came of asking whether a device may do something. */
enum Decision {
    ALLOWED,
    DENIED,
    /** Nobody answered in time, or not as agreed: refused for now, to be asked again. */
    UNAVAILABLE
}
