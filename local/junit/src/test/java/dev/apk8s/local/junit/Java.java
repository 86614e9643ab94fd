package dev.apk8s.local.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of further processes with this one's class path and clone. */
final class Java {
    private Java() {}

    static List<String> command(Class<?> main, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dapk8s.root=" + System.getProperty("apk8s.root"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }
}
