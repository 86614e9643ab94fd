package dev.apk8s.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/** Fetches what the gateway itself wants to know: small documents, read whole, with bounds on size and time. */
@Component
public final class SmallAnswers {
    private final CloseableHttpClient client;

    SmallAnswers(CloseableHttpClient client) {
        this.client = client;
    }

    /**
     * A document, whatever its status.
     *
     * @param timeout for each of: a connection, the answer's begin, each of its parts
     * @throws IOException if there is no answer in time, or one larger than allowed
     */
    public SmallAnswer get(URI url, Duration timeout, int maxBytes) throws IOException {
        HttpGet request = new HttpGet(url);
        Timeout limit = Timeout.of(timeout);
        request.setConfig(RequestConfig.custom().setConnectionRequestTimeout(limit).setResponseTimeout(limit)
                .setRedirectsEnabled(false).build());
        return client.execute(request, answer -> {
            HttpEntity entity = answer.getEntity();
            if (entity == null) {
                return new SmallAnswer(answer.getCode(), new byte[0]);
            }
            InputStream content = entity.getContent();
            byte[] body = content.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                request.abort();
                throw new IOException("More than " + maxBytes + " bytes from " + url);
            }
            return new SmallAnswer(answer.getCode(), body);
        });
    }

    /** A status and a whole body. */
    @SuppressWarnings("ArrayRecordComponent")
    public record SmallAnswer(int status, byte[] body) {}
}
