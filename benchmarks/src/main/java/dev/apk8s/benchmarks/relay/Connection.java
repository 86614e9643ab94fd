package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.platform.HttpConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Posts JSON over one connection. */
final class Connection implements AutoCloseable {
    private final HttpConnection connection;
    private final String head;

    /** @param headers each with its end of line */
    Connection(URI url, String headers) throws IOException {
        connection = new HttpConnection(url);
        String path = url.getPath().isEmpty() ? "/" : url.getPath();
        head = "POST " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: ";
    }

    /** The answer's body; a refusal is a failure. */
    String post(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + bytes.length + 16);
        request.writeBytes((head + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        request.writeTo(connection.request());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String status = connection.answer(answer);
        String text = answer.toString(StandardCharsets.UTF_8);
        if (!status.contains(" 20")) {
            throw new IOException("Answered " + status + " " + text);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
