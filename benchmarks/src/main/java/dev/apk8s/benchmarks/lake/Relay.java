package dev.apk8s.benchmarks.lake;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Copies bytes between a client and the store, and does nothing else: what is left of the speed when they only pass a
 * process on the way.
 */
final class Relay implements AutoCloseable {
    private static final int CHUNK = 128 << 10;

    private final ServerSocket server;
    private final URI store;

    Relay(URI store) {
        this.store = store;
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException full) {
            throw new BenchmarkException("No port is free", full);
        }
        Thread.ofVirtual().name("relay").start(this::serve);
    }

    /** Where the store is found through this relay. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket behind = new Socket(store.getHost(), store.getPort());
                copy(client, behind);
                copy(behind, client);
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                byte[] chunk = new byte[CHUNK];
                InputStream in = from.getInputStream();
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    to.getOutputStream().write(chunk, 0, count);
                }
            } catch (IOException over) {
                // The other direction has closed both; what was cut short is counted by the reader.
                return;
            }
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
