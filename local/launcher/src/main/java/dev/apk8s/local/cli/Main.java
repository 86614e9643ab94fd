package dev.apk8s.local.cli;

import dev.apk8s.local.build.BuildException;
import dev.apk8s.local.component.ComponentException;
import dev.apk8s.local.home.HomeException;
import dev.apk8s.local.supervisor.SupervisorException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code ./apk8s}. */
@Command(name = "apk8s", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND", header = {
        "@|bold apk8s|@: one API over the systems of a data platform, on this machine.",
        "Its engines and services run as processes of their own: no Docker, nothing outside of the clone."}, //
        footerHeading = "%n@|bold Begin with|@%n", footer = {
                "  ./apk8s up                     build what is missing, start all, show the addresses",
                "  ./apk8s token admin            a token for curl or Swagger UI",
                "  ./apk8s status                 what runs, where, with how much memory",
                "  ./apk8s down                   stop all; the data stays", "",
                "  ./apk8s up --port-offset 100 --home ~/second      a second copy beside the first",
                "  ./apk8s up --only kafka,opensearch                just these and what they need",
                "  ./apk8s COMMAND --help                            more about each"}, //
        exitCodeListHeading = "%n@|bold Exit codes|@%n", exitCodeList = {"0:done; all asked for is ready",
                "1:a component failed: see its log", "2:wrong usage",
                "3:not possible as things are: a port in use, no JDK 25, a full disk", "4:the build failed",
                "5:nothing runs", "130:interrupted by Ctrl-C; all was stopped"}, //
        subcommands = {Up.class, Down.class, Restart.class, Status.class, Logs.class, //
                Token.class, Demo.class, Sample.class, //
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Screen screen = Screen.detect();
        CommandLine commandLine = new CommandLine(new Main()).setColorScheme(Help.defaultColorScheme(screen.ansi()))
                .setExecutionExceptionHandler((fault, _, _) -> explain(fault))
                .setParameterExceptionHandler(Main::explainUsage);
        HelpPage.style(commandLine);
        System.exit(commandLine.execute(arguments.length == 0 ? new String[]{"--help"} : arguments));
    }

    private static int explainUsage(ParameterException fault, String[] arguments) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName(" ");
        String suggestion = fault instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
                        ? "\nDid you mean: " + String.join(", ", unmatched.getSuggestions())
                        : "";
        return say(fault.getMessage() + suggestion + "\nSee: ./" + command + " --help", ExitCode.WRONG_USAGE);
    }

    private static int explain(Exception fault) throws Exception {
        return switch (fault) {
            case Problem problem -> say(String.valueOf(problem.getMessage()), problem.exitCode());
            case BuildException problem -> say(String.valueOf(problem.getMessage()), ExitCode.BUILD_FAILED);
            case ComponentException problem -> say(String.valueOf(problem.getMessage()), ExitCode.NOT_POSSIBLE);
            case HomeException problem -> say(String.valueOf(problem.getMessage()), ExitCode.NOT_POSSIBLE);
            case SupervisorException problem -> say(String.valueOf(problem.getMessage()), ExitCode.COMPONENT_FAILED);
            case UncheckedIOException problem -> say(String.valueOf(problem.getMessage()), ExitCode.NOT_POSSIBLE);
            default -> throw fault;
        };
    }

    private static int say(String message, ExitCode exitCode) {
        Help.Ansi ansi = Boolean.getBoolean("apk8s.terminal") && System.getenv("NO_COLOR") == null
                ? Help.Ansi.ON
                : Help.Ansi.OFF;
        System.err.println(ansi.string("@|bold,red ✘|@ ") + message);
        return exitCode.number();
    }

    /** Reads the version from the archive's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[]{"apk8s " + (version == null ? "(not packaged)" : version)};
        }
    }
}
