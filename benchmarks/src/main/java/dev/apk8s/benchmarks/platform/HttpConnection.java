package dev.apk8s.benchmarks.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One connection over which requests go as they were made before, with little work of its own: the machine is the
 * server's. A server that closes it after an answer gets another one.
 */
public final class HttpConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String CLOSE = "connection: close";
    private static final int BUFFER_BYTES = 64 << 10;

    private final URI url;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private Socket socket;
    private InputStream in;

    public HttpConnection(URI url) throws IOException {
        this.url = url;
        socket = open(url);
        in = input(socket);
    }

    private static Socket open(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static InputStream input(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    public OutputStream request() throws IOException {
        return socket.getOutputStream();
    }

    /**
     * Reads the whole answer to what was sent, which has a length or comes in chunks.
     *
     * @param body where the answer's body goes
     * @return the status line
     */
    public String answer(OutputStream body) throws IOException {
        String status = line();
        int length = -1;
        boolean last = false;
        for (String header = lower(); !header.isEmpty(); header = lower()) {
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            last |= header.equals(CLOSE);
        }
        if (length >= 0) {
            copy(length, body);
        } else {
            chunks(body);
        }
        if (last) {
            socket.close();
            socket = open(url);
            in = input(socket);
        }
        return status;
    }

    private void chunks(OutputStream body) throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            copy(size, body);
            line();
        }
        line();
    }

    private void copy(int length, OutputStream body) throws IOException {
        for (int left = length; left > 0;) {
            int count = in.read(buffer, 0, Math.min(left, buffer.length));
            if (count < 0) {
                throw closed();
            }
            body.write(buffer, 0, count);
            left -= count;
        }
    }

    private String lower() throws IOException {
        return line().toLowerCase(Locale.ROOT);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw closed();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static IOException closed() {
        return new IOException("The connection was closed");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
