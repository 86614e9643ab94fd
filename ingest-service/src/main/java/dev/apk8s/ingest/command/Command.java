package dev.apk8s.ingest.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is kept on the log: the data of an event of type {@link CommandLog#COMMAND}.
 *
 * @param command its id, unique: a device that gets it twice can tell
 * @param name what is to be done
 * @param payload any JSON, as text: what all commands carry must not become fields of one index; null if there is none
 * @param await what its sender wants to hear of
 * @param expires until when the device may get it
 * @param sender the user or client that sent it
 */
record Command(String command, String device, String name, @Nullable String payload, Await await, Instant expires,
        String sender) {

    Command withoutPayload() {
        return new Command(command, device, name, null, await, expires, sender);
    }
}
