package dev.apk8s.gateway.proxy;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Lets an event stream be silent for longer than an answer: only once its head is there is it known to be one. */
final class StreamAwareExecutor extends HttpRequestExecutor {
    private final Timeout streamTimeout;

    StreamAwareExecutor(Duration streamTimeout) {
        this.streamTimeout = Timeout.of(streamTimeout);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback information, HttpContext context)
            throws IOException, HttpException {
        ClassicHttpResponse answer = super.execute(request, connection, information, context);
        if (EventStreams.isEventStream(answer)) {
            connection.setSocketTimeout(streamTimeout);
        }
        return answer;
    }
}
