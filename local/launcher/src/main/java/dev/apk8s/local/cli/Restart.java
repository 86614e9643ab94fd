package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.SupervisorView;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restarts a component. */
@Command(name = "restart", mixinStandardHelpOptions = true, header = "Stop and start components, also those that were given up.", description = {
        "Returns when they are ready again. Their class path is read anew: after a build this runs the new code."}, //
        footerHeading = "%n@|bold Examples|@%n", footer = {"  ./apk8s restart kafka",
                "  mvn -q package -pl ingest-service -am && ./apk8s restart ingest-service"})
final class Restart implements Callable<Integer> {
    private static final long INTERVAL_MILLIS = 120;

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Components, as @|bold status|@ lists them.")
    private List<String> names = List.of();

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        ControlClient client = homeOptions.runningSupervisor();
        SupervisorView before = client.status();
        client.restart(names);
        try (ProgressView progress = ProgressView.on(screen, "Restarting")) {
            SupervisorView view = client.status();
            while (!view.isSettled() || isAsBefore(before, view)) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
                view = client.status();
                progress.show(view);
            }
            return (view.isAllReady() ? ExitCode.DONE : ExitCode.COMPONENT_FAILED).number();
        }
    }

    /** The request has not been taken up yet. */
    private boolean isAsBefore(SupervisorView before, SupervisorView now) {
        return names.stream().anyMatch(name -> pid(before, name) != 0 && pid(before, name) == pid(now, name));
    }

    private static long pid(SupervisorView view, String name) {
        return view.components().stream().filter(component -> component.name().equals(name)).findFirst()
                .map(component -> component.pid()).orElse(0L);
    }
}
