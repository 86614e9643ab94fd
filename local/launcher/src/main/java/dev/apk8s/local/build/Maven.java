package dev.apk8s.local.build;

import dev.apk8s.local.component.Descriptor;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Runs Maven for some modules and what they are built from. */
public final class Maven {
    private static final int TAIL_LINES = 25;

    private final Path root;
    private final Path log;

    /** @param log takes all that Maven says */
    public Maven(Path root, Path log) {
        this.root = root;
        this.log = log;
    }

    /**
     * Returns when all are packaged.
     *
     * @throws BuildException with the end of the output when it fails
     */
    public void build(Collection<Descriptor> descriptors, BuildListener listener) throws InterruptedException {
        String modules = descriptors.stream().map(descriptor -> root.relativize(descriptor.module()).toString())
                .collect(Collectors.joining(","));
        List<String> command = List.of(executable(), "--batch-mode", "-Dstyle.color=never", "package", "--also-make",
                "--projects", modules,
                "-DskipTests", "-Dformatter.skip=true");
        try {
            run(command, listener);
        } catch (IOException fault) {
            throw new BuildException("Cannot run Maven: " + fault.getMessage(), fault);
        }
    }

    private void run(List<String> command, BuildListener listener) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        Thread killer = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(killer);
        Deque<String> tail = new ArrayDeque<>();
        MavenOutput output = new MavenOutput(listener);
        try (BufferedReader reader = process.inputReader(); BufferedWriter writer = Files.newBufferedWriter(log)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                output.line(line);
                if (tail.size() == TAIL_LINES) {
                    tail.removeFirst();
                }
                tail.addLast(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new BuildException("The build failed. It ended with:\n\n" + errors(tail) + "\n\nAll of it: " + log
                    + "\nTry again: cd " + root + " && " + String.join(" ", command));
        }
        Runtime.getRuntime().removeShutdownHook(killer);
    }

    private static String errors(Collection<String> tail) {
        List<String> errors = new ArrayList<>(tail.stream().filter(line -> line.startsWith("[ERROR]"))
                .filter(line -> !line.contains("[Help") && !line.contains("re-run Maven")).limit(10).toList());
        return errors.isEmpty() ? String.join("\n", tail) : String.join("\n", errors);
    }

    private String executable() {
        Path wrapper = root.resolve("mvnw");
        if (Files.isExecutable(wrapper)) {
            return wrapper.toString();
        }
        String path = System.getenv("PATH");
        return Arrays.stream((path == null ? "" : path).split(File.pathSeparator)).filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, "mvn")).filter(Files::isExecutable).findFirst().map(Path::toString)
                .orElseThrow(() -> new BuildException("Something must be built, and there is no mvn on the PATH."
                        + " Install Maven 3.8 or newer (Debian: apt install maven, macOS: brew install maven)."));
    }
}
