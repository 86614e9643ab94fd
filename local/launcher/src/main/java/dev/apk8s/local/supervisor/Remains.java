package dev.apk8s.local.supervisor;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.process.ProcessIdentity;
import dev.apk8s.local.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a supervisor that was killed left behind. */
final class Remains {
    private static final long GONE_LIMIT_SECONDS = 10;

    private Remains() {}

    /**
     * Ends the processes that are still there and clears their files.
     *
     * @param directory where files {@code NAME.pid} are
     */
    static void clear(Path directory) throws IOException, InterruptedException {
        for (Path file : pidFiles(directory)) {
            ProcessIdentity identity = ProcessIdentity.parse(Files.readString(file).strip());
            Optional<ProcessHandle> process = identity.find();
            if (process.isPresent()) {
                new ProcessTree(process.get()).kill();
                process.get().onExit().orTimeout(GONE_LIMIT_SECONDS, TimeUnit.SECONDS).join();
            }
            Files.delete(file);
        }
    }

    static boolean areIn(Home home) throws IOException {
        return !pidFiles(home.run()).isEmpty();
    }

    private static List<Path> pidFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".pid")).sorted().toList();
        }
    }
}
