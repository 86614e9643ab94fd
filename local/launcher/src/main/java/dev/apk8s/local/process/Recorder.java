package dev.apk8s.local.process;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Records starts beside what runs, one at a time in a home, and at the lowest priority. A component whose start could
 * not be recorded only starts more slowly, so what becomes of a recording is said in its log and nowhere else.
 */
public final class Recorder {
    private final Home home;
    private final Calm calm;
    private final BlockingQueue<Recording> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    public Recorder(Home home, Calm calm) {
        this.home = home;
        this.calm = calm;
        this.thread = Thread.ofPlatform().daemon().name("record-starts").start(this::live);
    }

    /** Waits until nobody waits for what would be slower with a recording beside it. */
    public interface Calm {
        void await() throws InterruptedException;
    }

    /** To be called when the component is ready. */
    public void record(Blueprint blueprint) {
        blueprint.recording().ifPresent(this::record);
    }

    void record(Recording recording) {
        waiting.add(recording);
    }

    /** Ends the one that goes on. */
    public void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void live() {
        try {
            while (true) {
                Recording recording = waiting.take();
                calm.await();
                try (RotatingLog log = new RotatingLog(home.log("recording-" + recording.name()),
                        RotatingLog.DEFAULT_BYTES)) {
                    recordOnce(recording, log);
                } catch (IOException fault) {
                    System.err.println("The start of " + recording.name() + " was not recorded: " + fault);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever comes second, here or in another process, finds it recorded. */
    private void recordOnce(Recording recording, RotatingLog log) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(home.services().resolve("recording.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
            if (!Files.exists(recording.cache())) {
                run(recording, log);
            }
        }
    }

    private void run(Recording recording, RotatingLog log) throws IOException, InterruptedException {
        Path pidFile = home.run().resolve("recording-" + ProcessHandle.current().pid() + ".pid");
        ChildProcess child = ChildProcess.start(recording.launch(), log, _ -> {});
        try {
            PrivateFiles.write(pidFile, child.identity().toString());
            if (child.awaitExit() == 0 && Files.exists(recording.written())) {
                Files.move(recording.written(), recording.cache(), StandardCopyOption.ATOMIC_MOVE);
            } else {
                log.writeLine("--- not recorded: it ended with exit code " + child.exitCode());
            }
        } finally {
            end(child);
            Files.deleteIfExists(pidFile);
            Files.deleteIfExists(recording.written());
            Files.deleteIfExists(recording.collected());
        }
    }

    private static void end(ChildProcess child) throws InterruptedException {
        child.look();
        child.kill();
    }
}
