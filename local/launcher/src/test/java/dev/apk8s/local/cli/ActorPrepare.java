package dev.apk8s.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What runs before the actor: it says how far it is. */
public final class ActorPrepare {
    private ActorPrepare() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("PROGRESS 50 unpacking");
        Files.writeString(Path.of("prepared"), "");
    }
}
