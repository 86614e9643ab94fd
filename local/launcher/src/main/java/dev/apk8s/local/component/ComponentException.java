package dev.apk8s.local.component;

import java.nio.file.Path;

/** Something a descriptor says is wrong; the message names the file and the key. */
public final class ComponentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ComponentException(String message) {
        super(message);
    }

    ComponentException(Path file, String key, String fault) {
        super(file + ": " + key + ": " + fault);
    }

    ComponentException(Path file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
