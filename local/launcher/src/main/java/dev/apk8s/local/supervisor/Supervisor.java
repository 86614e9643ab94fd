package dev.apk8s.local.supervisor;

import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.process.Draughtsman;
import dev.apk8s.local.process.ProcessMemory;
import dev.apk8s.local.process.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Runs components and answers for them. */
final class Supervisor {
    private final Home home;
    private final Scope scope;
    private final Set<String> without;
    private final Board board = new Board();
    private final Map<String, ComponentRunner> runners = new LinkedHashMap<>();
    private final Recorder recorder;
    private final Instant started = Instant.now();
    private volatile boolean stopping;

    /** @param without components that somebody else runs, or nobody */
    Supervisor(Home home, Scope scope, Set<String> without) {
        this.home = home;
        this.scope = scope;
        this.without = without;
        this.recorder = new Recorder(home, board::awaitCalm);
    }

    /** Starts those of the named components, and of what they need, that do not run yet. */
    synchronized void start(Collection<String> names) {
        if (stopping) {
            throw new IllegalStateException("The supervisor is about to end.");
        }
        List<Descriptor> wanted = scope.catalog().withNeeds(names).stream()
                .filter(descriptor -> !without.contains(descriptor.name())).toList();
        Draughtsman draughtsman = new Draughtsman(scope, home.run(), home.services());
        List<ComponentRunner> added = new ArrayList<>();
        for (Descriptor descriptor : wanted) {
            if (!runners.containsKey(descriptor.name())) {
                List<String> needs = descriptor.lifecycle().needs().stream().filter(need -> !without.contains(need))
                        .toList();
                ComponentRunner runner = new ComponentRunner(descriptor, needs, draughtsman, board, recorder,
                        home.log(descriptor.name()));
                runners.put(descriptor.name(), runner);
                added.add(runner);
            }
        }
        added.forEach(ComponentRunner::start);
    }

    /**
     * Stops a component and starts it again.
     *
     * @return whether there is such a component here
     */
    synchronized boolean restart(String name) {
        ComponentRunner runner = runners.get(name);
        if (runner != null) {
            runner.restart();
        }
        return runner != null;
    }

    /** The view when all of them are ready or will not become so by themselves, or when time is up */
    SupervisorView awaitSettled(Collection<String> names, Duration timeout) throws InterruptedException {
        board.await(() -> board.isAllSettled(names) || board.isStuck(), timeout);
        return view();
    }

    SupervisorView view() {
        List<ComponentView> views = current().stream().map(runner -> view(runner.descriptor())).toList();
        long pid = ProcessHandle.current().pid();
        return new SupervisorView(pid, scope.catalog().root().toString(), home.directory().toString(),
                seconds(Duration.between(started, Instant.now())), stopping,
                ProcessMemory.residentBytes(pid).orElse(0), views);
    }

    /** Ends everything, each component after those that need it. */
    void stop() throws InterruptedException {
        stopping = true;
        recorder.stop();
        Map<String, Thread> stops = new LinkedHashMap<>();
        List<ComponentRunner> reversed = current().reversed();
        for (ComponentRunner runner : reversed) {
            String name = runner.descriptor().name();
            List<Thread> before = reversed.stream().map(ComponentRunner::descriptor)
                    .filter(other -> other.lifecycle().needs().contains(name)).map(other -> stops.get(other.name()))
                    .filter(Objects::nonNull).toList();
            stops.put(name, Thread.ofPlatform().name("stop-" + name).start(() -> stopAfter(before, runner)));
        }
        for (Thread stop : stops.values()) {
            stop.join();
        }
    }

    private static void stopAfter(List<Thread> before, ComponentRunner runner) {
        try {
            for (Thread other : before) {
                other.join();
            }
            runner.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<ComponentRunner> current() {
        List<ComponentRunner> ordered = new ArrayList<>();
        for (Descriptor descriptor : scope.catalog().all()) {
            ComponentRunner runner = runners.get(descriptor.name());
            if (runner != null) {
                ordered.add(runner);
            }
        }
        return ordered;
    }

    private ComponentView view(Descriptor descriptor) {
        Snapshot snapshot = board.get(descriptor.name());
        Map<String, Integer> ports = new LinkedHashMap<>();
        descriptor.ports().keySet().forEach(port -> ports.put(port, scope.ports().getOrDefault(
                descriptor.name() + "." + port, 0)));
        Expressions expressions = new Expressions(scope);
        Map<String, String> exports = new LinkedHashMap<>();
        descriptor.exports().keySet()
                .forEach(export -> exports.put(export, expressions.export(descriptor.name(), export)));
        long memory = snapshot.pid() == 0 ? 0 : ProcessMemory.residentBytes(snapshot.pid()).orElse(0);
        return new ComponentView(descriptor.name(), descriptor.label().title(), descriptor.label().kind(),
                snapshot.state(), snapshot.detail(), snapshot.pid(),
                seconds(Duration.between(snapshot.since(), Instant.now())), seconds(snapshot.startTook()), memory,
                snapshot.restarts(), ports, exports, snapshot.lastLines());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
