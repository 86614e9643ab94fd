package dev.apk8s.local.home;

/** Something about the platform's directory, ports or secrets is wrong; the message says what to do. */
public final class HomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HomeException(String message) {
        super(message);
    }

    HomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
