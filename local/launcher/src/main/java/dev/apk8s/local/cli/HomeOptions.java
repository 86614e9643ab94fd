package dev.apk8s.local.cli;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.supervisor.ControlClient;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which copy of the platform a command is about. */
final class HomeOptions {
    @Option(names = "--home", paramLabel = "DIR", description = {
            "Where data, logs, ports and passwords of this copy are.",
            "Default: @|bold $APK8S_HOME|@, else @|bold .apk8s|@ beside the script."})
    private @Nullable Path home;

    Path root() {
        return Path.of(System.getProperty("apk8s.root", "")).toAbsolutePath().normalize();
    }

    Home home() {
        if (home != null) {
            return new Home(home);
        }
        String variable = System.getenv("APK8S_HOME");
        return new Home(variable == null || variable.isBlank() ? root().resolve(".apk8s") : Path.of(variable));
    }

    Catalog catalog() {
        return Catalog.discover(root());
    }

    Optional<ControlClient> supervisor() {
        return ControlClient.find(home());
    }

    ControlClient runningSupervisor() {
        return supervisor().orElseThrow(() -> new Problem(ExitCode.NOT_RUNNING,
                "Nothing runs for " + home().directory() + ". Start it with: ./apk8s up"));
    }
}
