package dev.apk8s.local.junit;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Settings;
import dev.apk8s.local.process.ProcessIdentity;
import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.Order;
import dev.apk8s.local.supervisor.SupervisorStarter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the supervisor that another fork of this build started, or starts it. */
final class SessionSupervisor {
    private static final long END_LIMIT_SECONDS = 60;

    private final Home home;
    private final Catalog catalog;

    SessionSupervisor(Home home, Catalog catalog) {
        this.home = home;
        this.catalog = catalog;
    }

    ControlClient findOrStart() {
        ProcessIdentity owner = BuildOwner.find();
        Path lockFile = home.directory().resolveSibling(home.directory().getFileName() + ".lock");
        try {
            Files.createDirectories(home.directory());
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                Optional<ControlClient> found = ControlClient.find(home);
                if (found.isPresent()) {
                    if (!found.get().addOwner(owner).stopping()) {
                        return found.get();
                    }
                    awaitEnd(found.get().process());
                }
                return start(owner);
            }
        } catch (IOException fault) {
            throw new EngineException("Cannot prepare " + home.directory() + ": " + fault.getMessage(), fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while the engines' supervisor was being started", fault);
        }
    }

    private ControlClient start(ProcessIdentity owner) throws InterruptedException {
        home.create();
        new Settings(0, Ports.assignFree(catalog)).save(home);
        return SupervisorStarter.start(home, new Order(catalog.root().toString(), List.of(), List.of(),
                List.of(owner.toString()), true));
    }

    /** The one of an earlier build is on its way out. */
    static void awaitEnd(ProcessIdentity supervisor) {
        supervisor.find().ifPresent(
                process -> process.onExit().orTimeout(END_LIMIT_SECONDS, TimeUnit.SECONDS).join());
    }
}
