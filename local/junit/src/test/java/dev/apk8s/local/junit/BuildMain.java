package dev.apk8s.local.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Stands where Maven would: it starts two test processes at once and waits. */
final class BuildMain {
    private BuildMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Process> forks = Stream.of(fork(), fork()).toList();
        for (Process fork : forks) {
            BufferedReader reader = fork.inputReader();
            System.out.println(reader.readLine());
        }
        System.out.flush();
        for (Process fork : forks) {
            fork.waitFor();
        }
    }

    private static Process fork() throws IOException {
        return new ProcessBuilder(Java.command(ForkMain.class)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
