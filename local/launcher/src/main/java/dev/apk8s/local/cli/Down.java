package dev.apk8s.local.cli;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.StaleRun;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the platform. */
@Command(name = "down", mixinStandardHelpOptions = true, header = "Stop everything; data, logs and passwords stay.", description = {
        "Each component is asked to end, after those that need it, and killed when it takes longer than its descriptor"
                + " allows. Returns when no process is left."})
final class Down implements Callable<Integer> {
    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        Home home = homeOptions.home();
        Optional<ControlClient> running = homeOptions.supervisor();
        if (running.isPresent()) {
            new Ending(screen).stop(running.get());
            screen.print("Stopped. Data and passwords stay in " + home.directory() + ".");
        } else if (StaleRun.clear(home)) {
            screen.print("The supervisor had been killed. What it left is cleared away.");
        } else {
            screen.print("Nothing runs for " + home.directory() + ".");
        }
        return ExitCode.DONE.number();
    }
}
