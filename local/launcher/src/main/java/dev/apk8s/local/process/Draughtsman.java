package dev.apk8s.local.process;

import dev.apk8s.local.child.Child;
import dev.apk8s.local.component.ComponentException;
import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.ModuleOutput;
import dev.apk8s.local.component.Program;
import dev.apk8s.local.component.Readiness;
import dev.apk8s.local.component.Scope;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws blueprints: from a descriptor and the values in scope to command lines. */
public final class Draughtsman {
    /** A component without memory left is of no use: it ends and is started again. */
    private static final String END_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";
    /** A service's beans were prepared when it was built. */
    private static final String PREPARED = "-Dspring.aot.enabled=true";
    private static final List<String> LOWEST_PRIORITY = List.of("nice", "-n", "19");
    private static final List<String> PREPARE_FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    private final Scope scope;
    private final Path run;
    private final Path services;

    /**
     * @param run the directory for ready files and for copies of what is run
     * @param services the directory for unpacked services, which outlives them
     */
    public Draughtsman(Scope scope, Path run, Path services) {
        this.scope = scope;
        this.run = run;
        this.services = services;
    }

    /**
     * Resolves all that a start needs, and copies what a build could change under the component.
     *
     * @param overrides environment variables that win over the descriptor's
     * @throws ComponentException when an expression cannot be resolved, or the module is not built
     */
    public Blueprint draw(Descriptor descriptor, Map<String, String> overrides) {
        Expressions expressions = new Expressions(scope);
        Program program = descriptor.program();
        Path readyFile = run.resolve(descriptor.name() + ".ready");
        Map<String, String> environment = new LinkedHashMap<>(
                expressions.resolve(descriptor, "environment", program.environment()));
        environment.put("APK8S_READY_FILE", readyFile.toString());
        environment.putAll(overrides);
        Path directory = scope.data().resolve(descriptor.name());

        Copies copies = new Copies(run.resolve("jars").resolve(descriptor.name()));
        Optional<Launch> prepare = program.prepare()
                .map(main -> new Launch(
                        command(descriptor, PREPARE_FLAGS, engineClassPath(moduleClassPath(descriptor), copies), main,
                                List.of()),
                        environment, directory));
        List<String> flags = new ArrayList<>(List.of("-Xmx" + program.heap(), END_WITHOUT_MEMORY));
        flags.addAll(expressions.resolve(descriptor, "jvm", program.jvm()));
        List<String> arguments = expressions.resolve(descriptor, "arguments", program.arguments());
        Optional<Recording> recording = Optional.empty();
        List<String> command;
        if (program.main().isPresent()) {
            List<Path> classPath = program.classpath().isEmpty()
                    ? moduleClassPath(descriptor)
                    : expressions.resolve(descriptor, "classpath", program.classpath()).stream().map(Path::of)
                            .toList();
            command = command(descriptor, flags, engineClassPath(classPath, copies), program.main().get(), arguments);
        } else {
            flags.add(PREPARED);
            Unpacked service = Unpacked.of(services.resolve(descriptor.name()),
                    moduleClassPath(descriptor).getFirst(), child(), flags);
            if (!Files.exists(service.cache())) {
                recording = Optional.of(recording(descriptor, service, flags, environment));
            } else {
                flags.add("-XX:AOTCache=" + service.cache());
            }
            flags.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile="
                    + scope.catalog().root().resolve("config").resolve("compiler-directives.json")));
            command = command(descriptor, flags, service.classPath(), service.main(), arguments);
        }
        Launch launch = new Launch(command, environment, directory);
        Readiness readiness = switch (descriptor.lifecycle().readiness()) {
            case Readiness.Announced announced -> announced;
            case Readiness.Http http -> new Readiness.Http(expressions.resolve(descriptor, "ready.http", http.url()));
        };
        return new Blueprint(descriptor, prepare, launch, readiness, readyFile, recording);
    }

    /** The start ends when everything is made and nothing but its web servers works: see decisions 0063 and 0066. */
    private Recording recording(Descriptor descriptor, Unpacked service, List<String> flags,
            Map<String, String> environment) {
        Path written = service.cache().resolveSibling("recording-" + ProcessHandle.current().pid() + ".aot");
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of("-XX:AOTCacheOutput=" + written, "-Dapk8s.start.recording=true", "-Dserver.port=0",
                "-Dmanagement.server.port=0"));
        List<String> command = new ArrayList<>(LOWEST_PRIORITY);
        command.addAll(command(descriptor, all, service.classPath(), service.main(), List.of()));
        return new Recording(descriptor.name(), new Launch(command, environment, services), written,
                service.cache());
    }

    private static List<String> command(Descriptor descriptor, List<String> flags, String classPath, String main,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dapk8s.component=" + descriptor.name());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(Child.class.getName());
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    private List<Path> moduleClassPath(Descriptor descriptor) {
        return new ModuleOutput(descriptor).classPath()
                .orElseThrow(() -> new ComponentException(notBuilt(descriptor)));
    }

    private static String engineClassPath(List<Path> entries, Copies copies) {
        return Stream.concat(Stream.of(child()), entries.stream()).map(entry -> copies.of(entry).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String notBuilt(Descriptor descriptor) {
        return descriptor.name() + " is not built. Build it with: mvn package -DskipTests -am -pl "
                + scope.catalog().root().relativize(descriptor.module());
    }

    /** What every component begins with, in front of its own class path. */
    private static Path child() {
        try {
            return Path.of(Child.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException fault) {
            throw new IllegalStateException("The class path of Child has no usable address", fault);
        }
    }
}
