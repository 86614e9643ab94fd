package dev.apk8s.local.supervisor;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Secrets;
import dev.apk8s.local.home.Settings;
import dev.apk8s.local.home.Trees;
import dev.apk8s.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The main class of the background process; its argument is the home, in which {@code run/order.json} lies. */
public final class SupervisorMain {
    private static final long OWNER_CHECK_MILLIS = 500;

    private final Home home;
    private final Order order;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SupervisorMain(Home home, Order order) {
        this.home = home;
        this.order = order;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Home home = new Home(Path.of(arguments[0]));
        home.create();
        Optional<HomeLock> lock = HomeLock.tryLock(home);
        if (lock.isEmpty()) {
            System.err.println("Another supervisor runs for " + home.directory());
            System.exit(3);
        }
        try (HomeLock _ = lock.orElseThrow()) {
            Order order = new JsonMapper().readValue(orderFile(home), Order.class);
            new SupervisorMain(home, order).run();
        }
        System.exit(0);
    }

    static Path orderFile(Home home) {
        return home.run().resolve("order.json");
    }

    private void run() throws IOException, InterruptedException {
        Remains.clear(home.run());
        Supervisor supervisor = new Supervisor(home, scope(), Set.copyOf(order.without()));
        Owners owners = new Owners(order.owners());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("signalled").unstarted(this::stopAndWait));
        String token = HexFormat.of().formatHex(randomBytes());
        try (ControlServer control = new ControlServer(supervisor, owners, stopRequested::countDown, token)) {
            supervisor.start(order.names());
            new RunRecord(ProcessIdentity.current().toString(), control.port(), token).write(home);
            while (!stopRequested.await(OWNER_CHECK_MILLIS, TimeUnit.MILLISECONDS) && !owners.isGone()) {
                // Wakes to look after its owners.
            }
            supervisor.stop();
        } finally {
            clean();
            stopped.countDown();
        }
    }

    private Scope scope() {
        Catalog catalog = Catalog.discover(Path.of(order.root()));
        Map<String, Integer> ports = Ports.assign(catalog, Settings.load(home));
        List<String> names = catalog.all().stream().flatMap(descriptor -> descriptor.secrets().stream()).toList();
        return new Scope(catalog, ports, Secrets.ensure(home, names), home.data(), home.logs(), Map.of());
    }

    private void clean() throws IOException, InterruptedException {
        Remains.clear(home.run());
        RunRecord.delete(home);
        Trees.delete(home.run());
        if (order.disposable()) {
            clearOwn();
            Trees.delete(home.data());
        }
    }

    /** Components that tests ran by themselves live below this home: see to it that none is left. */
    private void clearOwn() throws IOException, InterruptedException {
        Path own = home.directory().resolve("own");
        if (Files.isDirectory(own)) {
            try (Stream<Path> homes = Files.list(own)) {
                for (Path each : homes.toList()) {
                    Remains.clear(new Home(each).run());
                }
            }
        }
        Trees.delete(own);
    }

    private void stopAndWait() {
        stopRequested.countDown();
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
