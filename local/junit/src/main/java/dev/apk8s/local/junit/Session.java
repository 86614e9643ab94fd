package dev.apk8s.local.junit;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Secrets;
import dev.apk8s.local.home.Settings;
import dev.apk8s.local.process.Recorder;
import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.SupervisorView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** This process's part in the build's one set of engines. */
final class Session {
    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static @Nullable Session current;

    private final Home home;
    private final Scope scope;
    private final ControlClient client;
    private final Recorder recorder;
    private final Set<String> ready = new HashSet<>();

    private Session(Home home, Scope scope, ControlClient client) {
        this.home = home;
        this.scope = scope;
        this.client = client;
        this.recorder = new Recorder(home, () -> {});
    }

    static synchronized Session get() {
        Session session = current;
        if (session == null) {
            session = join(Root.find());
            current = session;
        }
        return session;
    }

    /** Ends the session, if it has begun: for tests of this module, which have clones of their own. */
    static synchronized void leave() {
        Session session = current;
        if (session != null) {
            current = null;
            session.client.stop();
            SessionSupervisor.awaitEnd(session.client.process());
        }
    }

    private static Session join(Path root) {
        Home home = new Home(root.resolve("target/engines"));
        Catalog catalog = Catalog.discover(root);
        List<String> secrets = catalog.all().stream().flatMap(descriptor -> descriptor.secrets().stream()).toList();
        ControlClient client = new SessionSupervisor(home, catalog).findOrStart();
        Map<String, Integer> ports = Ports.assign(catalog, Settings.load(home));
        Scope scope = new Scope(catalog, ports, Secrets.ensure(home, secrets), home.data(), home.logs(), Map.of());
        return new Session(home, scope, client);
    }

    Home home() {
        return home;
    }

    /** Ends with this process. */
    Recorder recorder() {
        return recorder;
    }

    Scope scope() {
        return scope;
    }

    Catalog catalog() {
        return scope.catalog();
    }

    String export(String component, String export) {
        return new Expressions(scope).export(component, export);
    }

    int port(String component, String port) {
        Integer number = scope.ports().get(catalog().get(component).name() + "." + port);
        if (number == null) {
            throw new EngineException(component + " has no port '" + port + "'; it has "
                    + catalog().get(component).ports().keySet() + ".");
        }
        return number;
    }

    String secret(String name) {
        String secret = scope.secrets().get(name);
        if (secret == null) {
            throw new EngineException("No component lists '" + name + "' in its secrets; there are "
                    + scope.secrets().keySet() + ".");
        }
        return secret;
    }

    synchronized void require(String... names) {
        List<String> missing = Arrays.stream(names).filter(name -> !ready.contains(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        client.start(missing);
        SupervisorView view = client.await(missing, START_LIMIT);
        view.components().stream().filter(component -> missing.contains(component.name()))
                .filter(component -> component.state() != ComponentState.READY).findFirst().ifPresent(component -> {
                    throw new EngineException(fault(component, view.components()));
                });
        ready.addAll(missing);
    }

    private String fault(ComponentView component, Collection<ComponentView> all) {
        if (component.state() == ComponentState.WAITING) {
            return all.stream().filter(other -> other.state() == ComponentState.FAILING).findFirst()
                    .map(other -> component.name() + " waits " + component.detail() + ". " + fault(other, List.of()))
                    .orElse(component.name() + " still waits " + component.detail());
        }
        return component.name() + " is " + component.state() + ": " + component.detail() + "\n  log: "
                + home.log(component.name()) + "\n  " + String.join("\n  ", component.lastLines());
    }
}
