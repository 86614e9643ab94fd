package dev.apk8s.local.cli;

import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Kind;
import dev.apk8s.local.component.Lifecycle;
import dev.apk8s.local.component.ModuleOutput;
import dev.apk8s.local.component.Program;
import dev.apk8s.local.component.Readiness;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Secrets;
import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.SupervisorView;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs the module {@code local/demo} as a process of its own: the clients that it brings have no place on the path of
 * every other command.
 */
@Command(name = "demo", mixinStandardHelpOptions = true, header = "Let simulated devices send, and count what arrives.", description = {
        "Registers devices and has them send readings over HTTP, MQTT 5 and MQTT 3.1.1 to the running platform, through"
                + " its public faces only. Then it counts: sent = acknowledged = in Kafka = in the index; shows how long"
                + " a reading takes to be found, and has one device's reading lead to a command that another answers.",
        "Where the lake runs, takes a snapshot of the readings and has it compressed; where the warehouse runs, counts them"
                + " in lake, index and log by one SQL statement.",
        "Where chain and models run, closes the loop: a model judges each reading, a contract records what it finds amiss,"
                + " the contract's event makes another device act, and the snapshot's hash is anchored and verified.",
        "Deletes its devices in the end; what they sent stays."}, footerHeading = "%n@|bold Examples|@%n", footer = {
                "  ./apk8s demo", "  ./apk8s demo --devices 50 --rate 1000 --duration 1m",
                "  ./apk8s demo --keep --user admin"}, exitCodeListHeading = "%n@|bold Exit codes|@%n", exitCodeList = {
                        "0:all counts agree", "1:a count is off, or a step failed: it says which", "2:wrong usage",
                        "5:the platform does not run", "130:interrupted; the devices were deleted"})
final class Demo implements Callable<Integer> {
    private static final String PREFIX = "APK8S_DEMO_";
    private static final List<String> NEEDED = List.of("gateway", "ingest-service", "keycloak", "kafka", "artemis",
            "opensearch");
    private static final long MOST_READINGS = 2_000_000;
    private static final long GOODBYE_SECONDS = 20;

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Option(names = "--devices", paramLabel = "N", defaultValue = "10", description = "How many, 2 to 500: half of them speak HTTP, the others MQTT. Default: ${DEFAULT-VALUE}")
    private int devices;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "200", description = "Readings a second, of all devices together. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--duration", paramLabel = "D", defaultValue = "20s", converter = DurationConverter.class, description = "How long they send: 20s, 2m, 1h. Default: ${DEFAULT-VALUE}")
    private Duration duration = Duration.ZERO;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same readings. Default: another each time.")
    private @Nullable Long seed;

    @Option(names = "--user", paramLabel = "USER", defaultValue = "operator", description = "Who registers devices and sends the command: operator or admin. Default: ${DEFAULT-VALUE}")
    private String user = "";

    @Option(names = "--keep", description = "Leave the devices registered.")
    private boolean keep;

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        check();
        Home home = homeOptions.home();
        Map<String, ComponentView> components = running();
        String password = Optional.ofNullable(Secrets.load(home).get("user-" + user))
                .orElseThrow(() -> new Problem(ExitCode.WRONG_USAGE, "No password of '" + user + "' is known."));
        Descriptor module = module(homeOptions.root());
        new BuildStep(screen, homeOptions.root(), home).run(List.of(module));
        ProcessBuilder builder = new ProcessBuilder(command(module)).inheritIO();
        builder.environment().putAll(Map.of(PREFIX + "GATEWAY", export(components, "gateway", "url"),
                PREFIX + "ISSUER", export(components, "keycloak", "issuer"), PREFIX + "MQTT",
                export(components, "artemis", "mqtt-url"), PREFIX + "KAFKA",
                export(components, "kafka", "bootstrap-servers"), PREFIX + "USER", user, PREFIX + "PASSWORD",
                password));
        boolean lake = isReady(components, "lake-service");
        boolean warehouse = lake && isReady(components, "warehouse-service");
        boolean loop = lake && isReady(components, "chain-service") && isReady(components, "ml-service");
        if (warehouse || loop) {
            Optional.ofNullable(Secrets.load(home).get("user-scientist"))
                    .ifPresent(secret -> builder.environment().put(PREFIX + "SCIENTIST_PASSWORD", secret));
        }
        builder.environment().putAll(Map.of(PREFIX + "LAKE", Boolean.toString(lake), PREFIX + "WAREHOUSE",
                Boolean.toString(warehouse), PREFIX + "LOOP", Boolean.toString(loop)));
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        builder.environment()
                .putAll(Map.of(PREFIX + "DEVICES", Integer.toString(devices), PREFIX + "RATE", Double.toString(rate),
                        PREFIX + "DURATION", duration.toString(), PREFIX + "SEED", Long.toString(chosen),
                        PREFIX + "KEEP", Boolean.toString(keep), PREFIX + "TERMINAL",
                        Boolean.toString(screen.isTerminal()), PREFIX + "COLORS",
                        Boolean.toString(screen.ansi().enabled())));
        return run(builder);
    }

    private void check() {
        if (devices < 2 || devices > 500) {
            throw new Problem(ExitCode.WRONG_USAGE, "--devices must be from 2 to 500: one reports, another is told.");
        }
        if (rate <= 0 || duration.isZero()) {
            throw new Problem(ExitCode.WRONG_USAGE, "--rate and --duration must be more than 0.");
        }
        if (rate * duration.toSeconds() > MOST_READINGS) {
            throw new Problem(ExitCode.WRONG_USAGE, "That would be "
                    + Math.round(rate * duration.toSeconds()) + " readings, and " + MOST_READINGS
                    + " are the most. Choose a smaller --rate or --duration.");
        }
    }

    private Map<String, ComponentView> running() {
        SupervisorView view = homeOptions.runningSupervisor().status();
        Map<String, ComponentView> components = view.components().stream()
                .collect(Collectors.toMap(ComponentView::name, component -> component));
        for (String name : NEEDED) {
            ComponentView component = components.get(name);
            if (!isReady(components, name)) {
                throw new Problem(ExitCode.NOT_RUNNING, "The demo needs " + name + ", which "
                        + (component == null
                                ? "does not run"
                                : "is " + component.state().name().toLowerCase(
                                        java.util.Locale.ROOT))
                        + ". See: ./apk8s status");
            }
        }
        return components;
    }

    private static boolean isReady(Map<String, ComponentView> components, String name) {
        ComponentView component = components.get(name);
        return component != null && component.state() == ComponentState.READY;
    }

    private static String export(Map<String, ComponentView> components, String component, String export) {
        String value = Optional.ofNullable(components.get(component)).map(view -> view.exports().get(export))
                .orElse(null);
        if (value == null) {
            throw new Problem(ExitCode.NOT_POSSIBLE, component + " exports no '" + export + "'.");
        }
        return value;
    }

    /** What the build needs to know of the module; it is no component, as it does not stay. */
    private static Descriptor module(Path root) {
        Program program = new Program(Optional.of("dev.apk8s.local.demo.DemoMain"), Optional.empty(), Optional.empty(),
                List.of(), "256m", List.of(), List.of(), Map.of());
        return new Descriptor(root.resolve("local/demo/pom.xml"), new Descriptor.Label("demo", "Demo", Kind.ENGINE),
                Descriptor.Share.PLAIN,
                program, new Lifecycle(List.of(), new Readiness.Announced(), Duration.ZERO, Duration.ZERO), Map.of(),
                List.of(), Map.of());
    }

    private static List<String> command(Descriptor module) {
        String classPath = new ModuleOutput(module).classPath()
                .orElseThrow(() -> new Problem(ExitCode.BUILD_FAILED, "The demo was not built."))
                .stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + module.program().heap(), "-XX:+UseSerialGC", "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath,
                module.program().main().orElseThrow());
    }

    private static int run(ProcessBuilder builder) throws InterruptedException {
        try {
            Process process = builder.start();
            // Ctrl-C reaches both: this one waits, so that the prompt comes back after the devices were deleted.
            Thread waiting = Thread.ofPlatform().unstarted(() -> await(process));
            Runtime.getRuntime().addShutdownHook(waiting);
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(waiting);
            return exitCode;
        } catch (IOException fault) {
            throw new UncheckedIOException("The demo cannot be started: " + fault.getMessage(), fault);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
