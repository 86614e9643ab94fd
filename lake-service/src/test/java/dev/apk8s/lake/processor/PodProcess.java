package dev.apk8s.lake.processor;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the container of a pod as its spec says, as a process of this machine: arguments and environment as a node makes
 * them, after the image's entry point, which is the service's jar.
 */
final class PodProcess {
    private static final Path JAR = Path.of("target/lake-service.jar");
    private static final String IMAGE_OPTIONS = "-Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders "
            + "--enable-native-access=ALL-UNNAMED";
    /** What a node replaces: a reference, or two dollars that stand for one. */
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|\\(([A-Za-z_][A-Za-z0-9_]*)\\))");
    private static final int PATIENCE_SECONDS = 120;

    private PodProcess() {}

    /** @param message that it left at its end */
    record Ended(int exitCode, String log, String message) {}

    /** @param secrets values by {@code secret/key} */
    static Ended run(PodSpec pod, Map<String, String> secrets) throws IOException, InterruptedException {
        Container container = pod.getContainers().getFirst();
        Path directory = Files.createTempDirectory(Path.of("target"), "pod");
        Path message = Files.createFile(directory.resolve("termination-log"));
        Map<String, String> environment = environment(container, secrets);
        if (container.getTerminationMessagePath().equals(environment.get(ObjectTask.OUTCOME))) {
            environment.put(ObjectTask.OUTCOME, message.toString());
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        container.getArgs().forEach(argument -> command.add(expanded(argument, environment)));
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_TOOL_OPTIONS", IMAGE_OPTIONS);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("It did not end: " + Files.readString(log));
        }
        return new Ended(process.exitValue(), Files.readString(log), Files.readString(message));
    }

    private static Map<String, String> environment(Container container, Map<String, String> secrets) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                environment.put(variable.getName(), expanded(variable.getValue(), environment));
            } else {
                SecretKeySelector secret = variable.getValueFrom().getSecretKeyRef();
                environment.put(variable.getName(),
                        Objects.requireNonNull(secrets.get(secret.getName() + "/" + secret.getKey())));
            }
        }
        return environment;
    }

    static String expanded(String text, Map<String, String> environment) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null
                ? "$"
                : environment.getOrDefault(found.group(1), found.group())));
    }
}
