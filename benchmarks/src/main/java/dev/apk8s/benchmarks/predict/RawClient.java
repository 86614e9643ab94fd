package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.platform.HttpConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends the same request over and over. */
final class RawClient implements AutoCloseable {
    private final HttpConnection connection;
    private final byte[] request;

    RawClient(URI url, String headers, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n" + headers
                + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        request = bytes.toByteArray();
        connection = new HttpConnection(url);
    }

    /** Sends it and reads the whole answer, which must be a success. */
    void send() throws IOException {
        connection.request().write(request);
        String status = connection.answer(OutputStream.nullOutputStream());
        if (!status.contains(" 200")) {
            throw new BenchmarkException("Answered " + status);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
