package dev.apk8s.local.supervisor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.apk8s.local.child.Child;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.PrivateFiles;
import dev.apk8s.local.process.Copies;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Starts a supervisor in the background. */
public final class SupervisorStarter {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<Class<?>> CLASS_PATH = List.of(SupervisorMain.class, Child.class, YAMLMapper.class,
            JsonMapper.class, JsonParser.class, JsonInclude.class, Load.class);

    private SupervisorStarter() {}

    /**
     * Returns as soon as the supervisor answers; components may still be starting.
     *
     * @throws SupervisorException with the end of its log when it does not come up
     */
    public static ControlClient start(Home home, Order order) throws InterruptedException {
        try {
            home.create();
            PrivateFiles.write(SupervisorMain.orderFile(home), new JsonMapper().writeValueAsString(order));
            Path log = home.log("supervisor");
            Process process = new ProcessBuilder(command(home)).directory(home.directory().toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
            return await(home, process, log);
        } catch (IOException fault) {
            throw new SupervisorException("Cannot start the supervisor: " + fault.getMessage(), fault);
        }
    }

    private static ControlClient await(Home home, Process process, Path log) throws InterruptedException, IOException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(deadline)) {
            Optional<ControlClient> client = ControlClient.find(home);
            if (client.isPresent()) {
                return client.get();
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new SupervisorException("The supervisor did not come up. Its log, " + log + ", ends:\n" + tail(log));
    }

    /** The shell makes it deaf to the terminal's Ctrl-C and hang-up: it is asked to stop, in order. */
    private static List<String> command(Home home) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dapk8s.component=supervisor", "-Xmx64m", "-Xss512k", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
        Copies copies = new Copies(home.run().resolve("jars").resolve("supervisor"));
        command.add(CLASS_PATH.stream().map(SupervisorStarter::location).distinct()
                .map(entry -> copies.of(entry).toString()).collect(Collectors.joining(File.pathSeparator)));
        command.add(SupervisorMain.class.getName());
        command.add(home.directory().toString());
        return command;
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException fault) {
            throw new IllegalStateException("No usable address of " + type, fault);
        }
    }

    private static String tail(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.limit(10_000).toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 10), all.size()));
        }
    }
}
