package dev.apk8s.benchmarks.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that posts JSON, with little work of its own: the machine is the server's. A server that closes it after
 * an answer gets another one.
 */
final class Connection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String LAST = "connection: close";

    private final URI url;
    private final String head;
    private Socket socket;
    private InputStream in;

    /** @param headers each with its end of line */
    Connection(URI url, String headers) throws IOException {
        this.url = url;
        socket = open(url);
        in = input(socket);
        String path = url.getPath().isEmpty() ? "/" : url.getPath();
        head = "POST " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: ";
    }

    private static Socket open(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static InputStream input(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 64 << 10);
    }

    /** The answer's body, which has a length or comes in chunks; a refusal is a failure. */
    String post(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + bytes.length + 16);
        request.writeBytes((head + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        request.writeTo(socket.getOutputStream());
        String status = line();
        boolean last = false;
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            last |= header.equalsIgnoreCase(LAST);
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        String answer = new String(length >= 0 ? in.readNBytes(length) : chunks(), StandardCharsets.UTF_8);
        if (!status.contains(" 20")) {
            throw new IOException("Answered " + status + " " + answer);
        }
        if (last) {
            socket.close();
            socket = open(url);
            in = input(socket);
        }
        return answer;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
