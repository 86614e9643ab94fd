package dev.apk8s.gateway.proxy;

import java.io.IOException;

/** The client's body could not be read: not a fault of the service. */
final class ClientBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    ClientBodyException(IOException reason) {
        super(reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }
}
