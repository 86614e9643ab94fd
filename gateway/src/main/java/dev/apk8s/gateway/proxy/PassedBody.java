package dev.apk8s.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** The client's body, handed on in small parts as it arrives. */
final class PassedBody extends AbstractHttpEntity {
    private static final int PART = 16 * 1024;

    private final HttpServletRequest request;
    private final StallWatch.Upload upload;

    PassedBody(HttpServletRequest request, StallWatch.Upload upload) {
        super((String) null, null, request.getContentLengthLong() < 0);
        this.request = request;
        this.upload = upload;
    }

    @Override
    public void writeTo(OutputStream service) throws IOException {
        InputStream body = request.getInputStream();
        byte[] part = new byte[PART];
        for (int length = read(body, part); length >= 0; length = read(body, part)) {
            upload.writes();
            service.write(part, 0, length);
            upload.wrote();
        }
    }

    private static int read(InputStream body, byte[] part) throws IOException {
        try {
            return body.read(part);
        } catch (IOException failure) {
            throw new ClientBodyException(failure);
        }
    }

    @Override
    public long getContentLength() {
        return request.getContentLengthLong();
    }

    @Override
    public InputStream getContent() throws IOException {
        return request.getInputStream();
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void close() {
        // the servlet container owns the request's stream
    }
}
