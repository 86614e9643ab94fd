package dev.apk8s.platform.event;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** The log did not confirm a record: whether it has it is not known. Sending again with the same event id is safe. */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnavailableException(String topic, Throwable cause) {
        super("Topic " + topic + ": " + cause.getMessage(), cause);
    }

    /** Whether the record can never be written because it is too large, so that sending again is of no use. */
    public boolean isTooLarge() {
        return getCause() instanceof RecordTooLargeException;
    }
}
