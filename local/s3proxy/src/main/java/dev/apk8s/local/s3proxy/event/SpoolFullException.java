package dev.apk8s.local.s3proxy.event;

/** So many events wait for Kafka that no more may come. */
public final class SpoolFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoolFullException(int limit) {
        super(limit + " events wait to be sent");
    }
}
