package dev.apk8s.local.junit;

import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.FreePorts;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Trees;
import dev.apk8s.local.process.Blueprint;
import dev.apk8s.local.process.Draughtsman;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A component, engine or service, that belongs to one test, with data and ports of its own, to be killed, stalled and
 * restarted. What it needs comes from the engines that the build shares, unless {@link #using} or {@link #override}
 * says otherwise. Ports and data stay over {@link #kill()} and {@link #restart()}, and go with {@link #close()}.
 *
 * <pre>{@code
 * try (OwnEngine kafka = OwnEngine.start("kafka");
 *         OwnEngine ingest = OwnEngine.prepare("ingest-service").using(kafka).start()) {
 *     kafka.kill();
 *     ...
 *     kafka.start();
 * }
 * }</pre>
 */
public final class OwnEngine implements AutoCloseable {
    private final Session session;
    private final Descriptor descriptor;
    private final Home home;
    private final Path log;
    private final Map<String, Integer> ports;
    private final Map<String, String> overrides = new HashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Set<String> provided = new HashSet<>();
    private @Nullable OwnProcess process;

    private OwnEngine(Session session, Descriptor descriptor) {
        this.session = session;
        this.descriptor = descriptor;
        String name = descriptor.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.home = new Home(session.home().directory().resolve("own").resolve(name));
        this.log = session.home().log(name);
        this.ports = new HashMap<>(session.scope().ports());
        Iterator<Integer> free = FreePorts.choose(descriptor.ports().size()).iterator();
        descriptor.ports().keySet().forEach(port -> ports.put(key(port), free.next()));
    }

    /** Returns when it is ready. */
    public static OwnEngine start(String component) {
        return prepare(component).start();
    }

    /** Starts all of them at once, and returns when all are ready. */
    public static void startAll(OwnEngine... engines) {
        List<CompletableFuture<Void>> starts = Arrays.stream(engines)
                .map(engine -> CompletableFuture.runAsync(engine::start, Thread::startVirtualThread)).toList();
        try {
            starts.forEach(CompletableFuture::join);
        } catch (CompletionException fault) {
            throw new EngineException(String.valueOf(fault.getCause()), fault);
        }
    }

    /** Has ports already, so that others can be told of it, and is not started. */
    public static OwnEngine prepare(String component) {
        Session session = Session.get();
        return new OwnEngine(session, session.catalog().get(component));
    }

    /** Its <code>${kafka.bootstrap-servers}</code> and such come from these, not from the shared ones. */
    public OwnEngine using(OwnEngine... others) {
        for (OwnEngine other : others) {
            provided.add(other.descriptor.name());
            other.descriptor.exports().keySet()
                    .forEach(export -> overrides.put(other.descriptor.name() + "." + export, other.export(export)));
        }
        return this;
    }

    /**
     * Lets an expression have another value, such as the address of a proxy that the test controls. The component it
     * belongs to is not started for this one.
     *
     * @param export such as {@code kafka.bootstrap-servers}
     */
    public OwnEngine override(String export, String value) {
        overrides.put(export, value);
        provided.add(export.substring(0, Math.max(0, export.indexOf('.'))));
        return this;
    }

    /** An environment variable that wins over the descriptor's. */
    public OwnEngine environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public OwnEngine port(String port, int number) {
        ports.put(key(port), number);
        return this;
    }

    /** Takes the ports that {@link Engines#port} tells, where shared engines that call this service find it. */
    public OwnEngine onReservedPorts() {
        descriptor.ports().keySet().forEach(port -> port(port, Engines.port(descriptor.name(), port)));
        return this;
    }

    /**
     * Starts it, or starts it again on its data, and returns when it is ready.
     *
     * @throws EngineException with the end of its output when it does not get ready
     */
    public OwnEngine start() {
        if (process != null && process.isAlive()) {
            throw new EngineException(descriptor.name() + " runs already as process " + processId());
        }
        List<String> shared = descriptor.lifecycle().needs().stream().filter(need -> !provided.contains(need))
                .toList();
        session.require(shared.toArray(String[]::new));
        home.create();
        Blueprint blueprint = new Draughtsman(scope(), home.run(), session.home().services()).draw(descriptor,
                environment);
        process = OwnProcess.start(blueprint, log);
        session.recorder().record(blueprint);
        return this;
    }

    /** Ends it at once, as kill -9 does, and returns when it is gone. */
    public void kill() {
        running().kill();
    }

    /** Ends it as its operator would. */
    public void stop() {
        running().stop(descriptor.lifecycle().stopTimeout());
    }

    /** Stops it, when it runs, and starts it again. */
    public void restart() {
        if (process != null && process.isAlive()) {
            stop();
        }
        start();
    }

    /** Freezes it: it keeps its connections and answers nothing. */
    public void stall() {
        running().signal("STOP");
    }

    /** Lets it go on after {@link #stall()}. */
    public void resume() {
        running().signal("CONT");
    }

    public long processId() {
        return running().processId();
    }

    /** Resident memory in bytes; 0 when it does not run. */
    public long memoryBytes() {
        return running().memoryBytes();
    }

    public String export(String export) {
        return new Expressions(scope()).export(descriptor.name(), export);
    }

    public int port(String port) {
        Integer number = ports.get(key(port));
        if (number == null) {
            throw new EngineException(descriptor.name() + " has no port '" + port + "'");
        }
        return number;
    }

    /** Where its output is, also after it was closed. */
    public Path log() {
        return log;
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
        try {
            Trees.delete(home.directory());
        } catch (IOException fault) {
            throw new EngineException("Cannot delete " + home.directory(), fault);
        }
    }

    private OwnProcess running() {
        if (process == null) {
            throw new EngineException(descriptor.name() + " was not started");
        }
        return process;
    }

    private Scope scope() {
        Scope shared = session.scope();
        return new Scope(shared.catalog(), ports, shared.secrets(), home.data(), session.home().logs(), overrides);
    }

    private String key(String port) {
        return descriptor.name() + "." + port;
    }
}
