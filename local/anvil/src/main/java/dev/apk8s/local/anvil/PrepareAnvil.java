package dev.apk8s.local.anvil;

import java.io.IOException;
import java.nio.file.Path;

/** Sees to it that the node's binary is there. */
public final class PrepareAnvil {
    private PrepareAnvil() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path settings = Environment.path("APK8S_ANVIL_SETTINGS");
        Binary binary = new Binary(Environment.path("APK8S_ANVIL_BINARY"));
        if (!binary.isCurrent(settings)) {
            System.out.println("PROGRESS 10 Fetching Anvil, once (npm, 17 MB)");
            binary.install(settings);
        }
        System.out.println("PROGRESS 100 Anvil is prepared");
    }
}
