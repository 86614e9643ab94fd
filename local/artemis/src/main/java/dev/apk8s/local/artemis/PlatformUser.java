package dev.apk8s.local.artemis;

import java.util.Arrays;
import java.util.Optional;

import org.apache.activemq.artemis.core.security.CheckType;

/** The platform's own users, known without asking, or nothing would work while the service that is asked starts. */
enum PlatformUser {
    /** Reads everything and publishes commands. */
    INGEST("apk8s-ingest") {
        @Override
        boolean may(CheckType check, String address) {
            return switch (check) {
                case SEND -> address.startsWith(Deliveries.COMMANDS);
                case CONSUME, BROWSE, CREATE_ADDRESS, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE,
                        DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE ->
                    true;
                case DELETE_ADDRESS, MANAGE, VIEW, EDIT -> false;
            };
        }
    },
    /** Tells of processed objects, and reads nothing. */
    LAKE("apk8s-lake") {
        @Override
        boolean may(CheckType check, String address) {
            return switch (check) {
                case SEND, CREATE_ADDRESS -> address.equals(PROCESSED) || address.startsWith(PROCESSED + "/");
                case CONSUME, BROWSE, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE, DELETE_DURABLE_QUEUE,
                        DELETE_NON_DURABLE_QUEUE, DELETE_ADDRESS, MANAGE, VIEW, EDIT ->
                    false;
            };
        }
    };

    private static final String PROCESSED = "processed";

    private final String user;

    PlatformUser(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }

    abstract boolean may(CheckType check, String address);

    static Optional<PlatformUser> of(String user) {
        return Arrays.stream(values()).filter(known -> known.user.equals(user)).findFirst();
    }
}
