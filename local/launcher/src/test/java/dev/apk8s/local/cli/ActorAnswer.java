package dev.apk8s.local.cli;

import java.nio.charset.StandardCharsets;

/** A class of its own, so that the actor loads it with the first question only. */
final class ActorAnswer {
    private ActorAnswer() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
