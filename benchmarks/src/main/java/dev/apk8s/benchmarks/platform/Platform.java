package dev.apk8s.benchmarks.platform;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.FreePorts;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Secrets;
import dev.apk8s.local.home.Settings;
import dev.apk8s.local.process.Draughtsman;
import dev.apk8s.local.process.ProcessIdentity;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.Order;
import dev.apk8s.local.supervisor.SupervisorStarter;
import dev.apk8s.local.supervisor.SupervisorView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The engines and the gateway, in a home and on ports of their own. The services are not among them: each benchmark
 * starts its own, with the roles that it is about. All ends with this process.
 */
public final class Platform implements AutoCloseable {
    private static final String INGEST = "ingest-service";
    private static final String LAKE = "lake-service";
    private static final String CHAIN = "chain-service";
    private static final String MODELS = "ml-service";
    private static final List<String> COMPONENTS = List.of("kafka", "artemis", "opensearch", "keycloak", "gateway",
            "s3proxy");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ControlClient supervisor;
    private final Home home;
    private final Scope scope;

    private Platform(ControlClient supervisor, Home home, Scope scope) {
        this.supervisor = supervisor;
        this.home = home;
        this.scope = scope;
    }

    /** Returns when all is ready. */
    public static Platform start(Path root) throws InterruptedException {
        Home home = new Home(root.resolve("benchmarks/target/home"));
        home.create();
        Catalog catalog = Catalog.discover(root);
        new Settings(0, Ports.assignFree(catalog)).save(home);
        ControlClient supervisor = SupervisorStarter.start(home, new Order(root.toString(), COMPONENTS,
                List.of(INGEST, LAKE, CHAIN, MODELS), List.of(ProcessIdentity.current().toString()), true));
        SupervisorView view = supervisor.await(COMPONENTS, PATIENCE);
        if (!view.isAllReady()) {
            throw new BenchmarkException("Not ready: " + view.components().stream()
                    .map(component -> component.name() + " " + component.state() + " " + component.detail()).toList());
        }
        Scope scope = new Scope(catalog, Ports.assign(catalog, Settings.load(home)), Secrets.load(home), home.data(),
                home.logs(), Map.of());
        return new Platform(supervisor, home, scope);
    }

    /** Starts what only some benchmarks need, and what that needs; returns when it is ready. */
    public void alsoStart(String component) {
        supervisor.start(List.of(component));
        SupervisorView view = supervisor.await(List.of(component), PATIENCE);
        view.components().stream().filter(started -> started.name().equals(component) && started.pid() == 0).findFirst()
                .ifPresent(failed -> {
                    throw new BenchmarkException(component + " is not ready: " + failed.detail());
                });
    }

    /** Such as {@code gateway}, {@code url}. */
    public String export(String component, String export) {
        return new Expressions(scope).export(component, export);
    }

    public String secret(String name) {
        String secret = scope.secrets().get(name);
        if (secret == null) {
            throw new BenchmarkException("There is no secret '" + name + "'");
        }
        return secret;
    }

    /**
     * The ingest service where the gateway and the broker look for it.
     *
     * @param settings environment variables that win over those of its descriptor
     */
    public ServiceProcess ingest(String name, Map<String, String> settings) throws InterruptedException {
        return ingest(name, settings, scope);
    }

    /** A further ingest service, beside the one that gateway and broker know. */
    public ServiceProcess furtherIngest(String name, Map<String, String> settings) throws InterruptedException {
        Map<String, Integer> ports = new HashMap<>(scope.ports());
        List<Integer> free = FreePorts.choose(2);
        ports.put(INGEST + ".http", free.get(0));
        ports.put(INGEST + ".management", free.get(1));
        return ingest(name, settings,
                new Scope(scope.catalog(), ports, scope.secrets(), scope.data(), scope.logs(), Map.of()));
    }

    /** The lake service. */
    public ServiceProcess lake(String name, Map<String, String> settings) throws InterruptedException {
        return service(LAKE, name, settings, scope);
    }

    public ServiceProcess chain(String name, Map<String, String> settings) throws InterruptedException {
        return service(CHAIN, name, settings, scope);
    }

    /** The models' service, beside which the lake's must run. */
    public ServiceProcess models(String name, Map<String, String> settings) throws InterruptedException {
        return service(MODELS, name, settings, scope);
    }

    private ServiceProcess ingest(String name, Map<String, String> settings, Scope on) throws InterruptedException {
        return service(INGEST, name, settings, on);
    }

    private ServiceProcess service(String service, String name, Map<String, String> settings, Scope on)
            throws InterruptedException {
        Descriptor descriptor = on.catalog().get(service);
        return ServiceProcess.start(
                new Draughtsman(on, home.run().resolve(name), home.services()).draw(descriptor, settings),
                home.log(service + "-" + name), new Expressions(on).export(service, "url"),
                new Expressions(on).export(service, "management-url"));
    }

    /** Versions and memory of what runs, for the results. */
    public List<ComponentView> components() {
        return supervisor.status().components();
    }

    @Override
    public void close() {
        supervisor.stop();
        try {
            while (supervisor.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while the platform was to stop", fault);
        }
    }
}
