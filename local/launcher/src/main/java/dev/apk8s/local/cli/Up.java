package dev.apk8s.local.cli;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Settings;
import dev.apk8s.local.process.ProcessIdentity;
import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.Order;
import dev.apk8s.local.supervisor.StaleRun;
import dev.apk8s.local.supervisor.SupervisorStarter;
import dev.apk8s.local.supervisor.SupervisorView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the platform. */
@Command(name = "up", mixinStandardHelpOptions = true, header = "Start the platform, or what of it is asked for.", description = {
        "Builds what is missing or older than its sources, starts every engine and service in the background, each as a"
                + " process of its own on loopback, and returns when all are ready. Data, logs and passwords stay in the"
                + " home directory: the next @|bold up|@ finds them. Ctrl-C while it starts stops everything."}, //
        footerHeading = "%n@|bold Examples|@%n", footer = {"  ./apk8s up", "  ./apk8s up --only kafka,opensearch",
                "  ./apk8s up --without warehouse                    no SQL, for a small machine",
                "  ./apk8s up --with mariadb                         and a database to join with",
                "  ./apk8s up --with monitoring                      and Prometheus with the rules for alerts",
                "  ./apk8s up --without ingest-service               run that one in your IDE",
                "  ./apk8s up --port gateway.http=9999               kept for the next up",
                "  ./apk8s up --home ~/second --port-offset 100      a second copy beside the first"})
final class Up implements Callable<Integer> {
    private static final long INTERVAL_MILLIS = 120;

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @ArgGroup(heading = "%n@|bold What to run|@%n", exclusive = false)
    private Selection selection = new Selection();

    @ArgGroup(heading = "%n@|bold Ports|@%n", exclusive = false)
    private PortOptions ports = new PortOptions();

    @Option(names = "--foreground", description = "Stay attached: Ctrl-C stops everything.")
    private boolean foreground;

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        Home home = homeOptions.home();
        Optional<ControlClient> running = homeOptions.supervisor();
        if (running.isPresent()) {
            return attach(running.get());
        }
        Catalog catalog = homeOptions.catalog();
        List<Descriptor> descriptors = selection.descriptors(catalog);
        if (descriptors.isEmpty()) {
            throw new Problem(ExitCode.WRONG_USAGE, "There is nothing to start.");
        }
        List<String> leftOut = selection.leftOutAsWell(catalog);
        if (!leftOut.isEmpty()) {
            screen.print("Left out as well, for what it needs: @|bold " + String.join(", ", leftOut) + "|@");
        }
        home.create();
        if (StaleRun.clear(home)) {
            screen.print("@|yellow The last supervisor was killed.|@ What it left is cleared away.");
        }
        Checks.diskHasRoom(home, descriptors);
        Settings settings = ports.over(Settings.load(home));
        Checks.portsAreFree(descriptors, Ports.assign(catalog, settings));
        settings.save(home);
        new BuildStep(screen, homeOptions.root(), home).run(descriptors);
        List<String> owners = foreground ? List.of(ProcessIdentity.current().toString()) : List.of();
        ControlClient client = SupervisorStarter.start(home, new Order(catalog.root().toString(),
                selection.names(catalog), selection.without(catalog), owners, false));
        return start(client);
    }

    private int attach(ControlClient client) throws InterruptedException {
        SupervisorView view = client.status();
        screen.print("@|bold apk8s runs already|@ for " + view.home()
                + ". To change what runs or its ports, stop it first: @|bold ./apk8s down|@");
        if (!view.isSettled()) {
            view = follow(client);
        }
        screen.print("");
        new StatusTable(screen).print(view);
        return (view.isAllReady() ? ExitCode.DONE : ExitCode.COMPONENT_FAILED).number();
    }

    private int start(ControlClient client) throws InterruptedException {
        try (Interrupts _ = new Interrupts()) {
            try {
                return awaitReady(client);
            } catch (InterruptedException _) {
                screen.print("@|yellow Interrupted:|@ stopping everything.");
                new Ending(screen).stop(client);
                return ExitCode.INTERRUPTED.number();
            }
        }
    }

    private int awaitReady(ControlClient client) throws InterruptedException {
        SupervisorView view = follow(client);
        if (!view.isAllReady()) {
            new Failures(screen).print(view);
            screen.print("");
            screen.print("What did start runs on. Stop it with: @|bold ./apk8s down|@");
            return ExitCode.COMPONENT_FAILED.number();
        }
        new Welcome(screen, homeOptions.home()).print(view);
        if (foreground) {
            screen.print("");
            screen.print("@|faint Ctrl-C stops everything.|@");
            while (client.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            }
        }
        return ExitCode.DONE.number();
    }

    private SupervisorView follow(ControlClient client) throws InterruptedException {
        try (ProgressView progress = ProgressView.on(screen, "Starting")) {
            SupervisorView view = client.status();
            progress.show(view);
            while (!view.isSettled() && !view.isStuck()) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
                view = client.status();
                progress.show(view);
            }
            return view;
        }
    }
}
