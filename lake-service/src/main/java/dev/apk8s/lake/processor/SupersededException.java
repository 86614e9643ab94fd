package dev.apk8s.lake.processor;

/** The object was replaced or removed: there is nothing to be made of it any more. */
final class SupersededException extends Exception {
    private static final long serialVersionUID = 1L;

    SupersededException(String reason) {
        super(reason);
    }
}
