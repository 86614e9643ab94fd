package dev.apk8s.local.anvil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Runs the node on loopback, as a process of its own that ends with this one, and keeps its state. */
public final class AnvilEngine {
    private static final String CHAIN_ID = "27587";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long START_POLL_MILLIS = 50;
    private static final long KEEP_MILLIS = 1_000;
    private static final long STOP_SECONDS = 10;

    private AnvilEngine() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Environment.path("APK8S_ANVIL_DIRECTORY");
        int port = Integer.parseInt(Environment.required("APK8S_ANVIL_PORT"));
        StateFile state = StateFile.in(directory);
        state.keep();
        boolean first = !state.exists();
        Process node = start(state, port);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(node, state)));
        try (Rpc rpc = new Rpc(port)) {
            awaitReady(node, rpc);
            if (first) {
                fund(rpc, Environment.required("APK8S_CHAIN_ACCOUNTS"));
            }
        }
        Files.writeString(Environment.path("APK8S_READY_FILE"), "ready\n");
        keepWhileAlive(node, state);
        System.exit(node.exitValue() == 0 ? 1 : node.exitValue());
    }

    private static Process start(StateFile state, int port) throws IOException {
        Path binary = new Binary(Environment.path("APK8S_ANVIL_BINARY")).find();
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--host", "127.0.0.1", "--port",
                Integer.toString(port), "--chain-id", CHAIN_ID, "--block-time", "1", "--accounts", "0", "--no-cors",
                "--quiet", "--dump-state", state.dump().toString(), "--state-interval", "5"));
        if (state.exists()) {
            command.addAll(List.of("--load-state", state.kept().toString()));
        }
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void awaitReady(Process node, Rpc rpc) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (true) {
            try {
                rpc.call("eth_chainId");
                return;
            } catch (IOException notYet) {
                if (!node.isAlive() || Instant.now().isAfter(limit)) {
                    throw new IOException("The node does not answer", notYet);
                }
            }
            node.waitFor(START_POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void fund(Rpc rpc, String secret) throws IOException, InterruptedException {
        for (Account account : Account.FUNDED) {
            rpc.call("anvil_setBalance", account.address(secret), account.balance());
        }
    }

    private static void keepWhileAlive(Process node, StateFile state) throws IOException, InterruptedException {
        @Nullable
        FileTime seen = null;
        @Nullable
        FileTime kept = null;
        while (!node.waitFor(KEEP_MILLIS, TimeUnit.MILLISECONDS)) {
            FileTime written = state.written();
            // Written a moment ago and not since: the node is done with it.
            if (written != null && Objects.equals(written, seen) && !Objects.equals(written, kept)) {
                state.keep();
                kept = written;
            }
            seen = written;
        }
    }

    private static void stop(Process node, StateFile state) {
        node.destroy();
        try {
            if (!node.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                node.destroyForcibly().waitFor();
            }
            state.keep();
        } catch (IOException fault) {
            System.err.println("The state of the last seconds is not kept: " + fault.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
