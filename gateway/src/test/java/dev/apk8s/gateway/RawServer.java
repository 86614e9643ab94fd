package dev.apk8s.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service that breaks the rules of HTTP, at the level of its bytes. */
final class RawServer {
    /** What is done with a connection; it stays open afterwards unless this closes it. */
    interface Behaviour {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RawServer start(Behaviour behaviour) {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listener.setReceiveBufferSize(8 * 1024);
            RawServer server = new RawServer(listener);
            Thread.ofVirtual().start(() -> server.accept(behaviour));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A port at which nothing listens. */
    static int nothing() {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads a request's head, answers with these bytes, and closes. */
    static Behaviour answering(String bytes) {
        return connection -> {
            try (connection) {
                readHead(connection);
                connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                connection.getOutputStream().flush();
                connection.shutdownOutput();
                connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            }
        };
    }

    static String readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket connection = listener.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(behaviour, connection));
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static void serve(Behaviour behaviour, Socket connection) {
        try {
            behaviour.serve(connection);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
