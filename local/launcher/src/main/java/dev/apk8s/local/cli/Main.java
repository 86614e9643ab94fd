package dev.apk8s.local.cli;

import dev.apk8s.local.build.BuildException;
import dev.apk8s.local.component.ComponentException;
import dev.apk8s.local.home.HomeException;
import dev.apk8s.local.supervisor.SupervisorException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command {@code ./apk8s}. */
@Command(name = "apk8s", header = "One API over the systems of a data platform, on this machine.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        Up.class, Down.class, Status.class, Restart.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Screen screen = Screen.detect();
        CommandLine commandLine = new CommandLine(new Main()).setColorScheme(Help.defaultColorScheme(screen.ansi()))
                .setExecutionExceptionHandler((fault, _, _) -> explain(fault));
        System.exit(commandLine.execute(arguments));
    }

    private static int explain(Exception fault) throws Exception {
        return switch (fault) {
            case Problem problem -> say(problem, problem.exitCode());
            case BuildException problem -> say(problem, ExitCode.BUILD_FAILED);
            case ComponentException problem -> say(problem, ExitCode.NOT_POSSIBLE);
            case HomeException problem -> say(problem, ExitCode.NOT_POSSIBLE);
            case SupervisorException problem -> say(problem, ExitCode.COMPONENT_FAILED);
            case UncheckedIOException problem -> say(problem, ExitCode.NOT_POSSIBLE);
            default -> throw fault;
        };
    }

    private static int say(Exception fault, ExitCode exitCode) {
        Help.Ansi ansi = Boolean.getBoolean("apk8s.terminal") && System.getenv("NO_COLOR") == null
                ? Help.Ansi.ON
                : Help.Ansi.OFF;
        System.err.println(ansi.string("@|bold,red ✘|@ ") + fault.getMessage());
        return exitCode.number();
    }
}
