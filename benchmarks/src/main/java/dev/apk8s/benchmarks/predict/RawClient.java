package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that sends the same request over and over, with little work of its own: the machine is the server's. */
final class RawClient implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String CLOSE = "connection: close";
    private static final int BUFFER_BYTES = 64 << 10;

    private final URI url;
    private final byte[] request;
    private Socket socket;
    private InputStream in;

    RawClient(URI url, String headers, byte[] body) throws IOException {
        this.url = url;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n" + headers
                + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        request = bytes.toByteArray();
        socket = connect(url);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    private static Socket connect(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Sends it and reads the whole answer, which must be a success with a length or in chunks. */
    void send() throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.contains(" 200")) {
            throw new BenchmarkException("Answered " + status);
        }
        int length = -1;
        boolean last = false;
        for (String header = line().toLowerCase(Locale.ROOT); !header.isEmpty(); header = line()
                .toLowerCase(Locale.ROOT)) {
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            last |= header.equals(CLOSE);
        }
        if (length >= 0) {
            in.skipNBytes(length);
        } else {
            chunks();
        }
        if (last) {
            socket.close();
            socket = connect(url);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        }
    }

    private void chunks() throws IOException {
        for (int chunk = Integer.parseInt(line(), 16); chunk > 0; chunk = Integer.parseInt(line(), 16)) {
            in.skipNBytes(chunk);
            line();
        }
        line();
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
