package dev.apk8s.ingest.http;

import dev.apk8s.ingest.intake.IntakeError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;

/** A request's body, decompressed while it is read, and no further than its limit. */
final class RequestBody extends FilterInputStream {
    private final long limit;
    private long read;

    private RequestBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    static InputStream of(HttpServletRequest request, long limit) throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new MalformedBatchException(IntakeError.BODY_NOT_GZIP,
                    "Content-Encoding '" + encoding + "' is not taken: send gzip or none.");
        }
        try {
            return new RequestBody(new GZIPInputStream(request.getInputStream(), 16_384), limit);
        } catch (ZipException | java.io.EOFException notGzip) {
            throw notGzip(notGzip);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            read += Math.max(0, count);
            if (read > limit) {
                throw new MalformedBatchException(IntakeError.BATCH_TOO_LARGE,
                        "Decompressed, a body may have " + limit + " bytes at most.");
            }
            return count;
        } catch (ZipException | java.io.EOFException damaged) {
            throw notGzip(damaged);
        }
    }

    private static MalformedBatchException notGzip(IOException cause) {
        return new MalformedBatchException(IntakeError.BODY_NOT_GZIP,
                "The gzip stream is damaged: " + cause.getMessage());
    }
}
