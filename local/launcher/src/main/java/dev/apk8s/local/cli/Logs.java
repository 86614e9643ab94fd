package dev.apk8s.local.cli;

import dev.apk8s.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a component said. */
@Command(name = "logs", mixinStandardHelpOptions = true, header = "Show what a component said, and go on showing it.", description = {
        "Also of what does not run any more. Each component keeps its last 30 MB; @|bold supervisor|@ and"
                + " @|bold build|@ have a log too."}, footerHeading = "%n@|bold Examples|@%n", footer = {
                        "  ./apk8s logs kafka             the last 100 lines",
                        "  ./apk8s logs gateway -f        and all that come, until Ctrl-C",
                        "  ./apk8s logs build -n 1000     what Maven said"})
final class Logs implements Callable<Integer> {
    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Parameters(paramLabel = "NAME", description = "A component, as @|bold status|@ lists them.")
    private String name = "";

    @Option(names = {"-f", "--follow"}, description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(names = {"-n", "--lines"}, paramLabel = "N", defaultValue = "100", description = "How many of the last"
            + " lines; default ${DEFAULT-VALUE}.")
    private int lines;

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        Home home = homeOptions.home();
        Path log = home.log(name);
        if (name.contains("/") || !Files.isRegularFile(log)) {
            throw new Problem(ExitCode.WRONG_USAGE,
                    "There is no log of '" + name + "' in " + home.logs() + ". There are: " + names(home) + ".");
        }
        try {
            LogTail tail = new LogTail(log, screen::write);
            tail.printLast(Math.max(lines, 0));
            if (follow) {
                tail.follow();
            }
            return ExitCode.DONE.number();
        } catch (IOException fault) {
            throw new UncheckedIOException("Cannot read " + log + ": " + fault.getMessage(), fault);
        }
    }

    private static String names(Home home) {
        if (!Files.isDirectory(home.logs())) {
            return "none yet";
        }
        try (Stream<Path> files = Files.list(home.logs())) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.matches("[^.]+\\.log"))
                    .map(file -> file.substring(0, file.length() - 4)).sorted().collect(Collectors.joining(", "));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
