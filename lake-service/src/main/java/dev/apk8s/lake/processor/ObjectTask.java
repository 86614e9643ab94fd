package dev.apk8s.lake.processor;

import dev.apk8s.lake.store.StoreEnvironment;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does one task and ends: what the pod of a Job runs, with the classes of this service, but without a web server,
 * consumers or a context. What is to be done and where the store is come from the environment; the log goes to the
 * standard output, and what became of it to a file, the termination message.
 */
public final class ObjectTask {
    /** The argument that makes a task of the service's program. */
    public static final String COMMAND = "process-object";
    static final String TASK = "APK8S_TASK";
    static final String OUTCOME = "APK8S_TASK_OUTCOME";
    static final int FAILED = 1;
    /** Nothing that another attempt would mend. */
    static final int NOT_UNDERSTOOD = 2;
    private static final Duration TOLD_EVERY = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final PrintStream out;
    private final JsonMapper json = new JsonMapper();
    private Instant told = Instant.EPOCH;

    private ObjectTask(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Returns the process's exit code. Its log is UTF-8, also in a container without a locale. */
    public static int run(Map<String, String> environment, OutputStream log) throws IOException {
        quietly();
        return new ObjectTask(environment, new PrintStream(log, true, StandardCharsets.UTF_8)).run();
    }

    /** What libraries say goes to the same log, from warnings on. */
    private static void quietly() {
        LoggingSystem logging = LoggingSystem.get(ObjectTask.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    private int run() throws IOException {
        Task task;
        TaskWork work;
        try {
            task = json.readValue(required(TASK), Task.class);
            work = new TaskWork(StoreEnvironment.open(environment));
        } catch (IllegalArgumentException | JacksonException notUnderstood) {
            return ended(TaskOutcome.failed("TASK_NOT_UNDERSTOOD", String.valueOf(notUnderstood.getMessage())),
                    NOT_UNDERSTOOD);
        }
        TaskOutcome outcome = outcome(work, task);
        return ended(outcome, outcome.result() == TaskOutcome.Result.FAILED ? FAILED : 0);
    }

    private TaskOutcome outcome(TaskWork work, Task task) {
        say(task.processor().name() + " makes " + task.result() + " of " + task.source() + ", "
                + task.input().size() + " bytes, ETag " + task.input().etag());
        try {
            return TaskOutcome.succeeded(work.perform(task, this::tell));
        } catch (SupersededException superseded) {
            return TaskOutcome.superseded(String.valueOf(superseded.getMessage()));
        } catch (ProblemException problem) {
            return TaskOutcome.failed(problem.code().name(), problem.code().title() + ". " + problem.detail());
        } catch (IOException broken) {
            return TaskOutcome.failed("OBJECT_UNREADABLE", "The object could not be read to its end.");
        }
    }

    private void tell(Run.Progress sofar) {
        Instant now = Instant.now();
        if (now.isAfter(told.plus(TOLD_EVERY))) {
            told = now;
            say("Read " + sofar.read() + " bytes, wrote " + sofar.written());
        }
    }

    private int ended(TaskOutcome outcome, int exitCode) throws IOException {
        say(outcome.result() + ": " + (outcome.result() == TaskOutcome.Result.SUCCEEDED
                ? "read " + outcome.read() + " bytes, wrote " + outcome.written()
                : (outcome.code() == null ? "" : outcome.code() + ": ") + outcome.reason()));
        String file = environment.get(OUTCOME);
        if (file != null) {
            Files.write(Path.of(file), json.writeValueAsBytes(outcome));
        }
        return exitCode;
    }

    private String required(String name) {
        @Nullable
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    private void say(String text) {
        out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text);
        out.flush();
    }
}
