package dev.apk8s.gateway.proxy;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The event streams that are open: bounded by service, and ended when the gateway stops. */
@Component
final class EventStreams implements SmartLifecycle {
    private static final String MEDIA_TYPE = "text/event-stream";

    private final int maxStreams;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();
    private final Set<HttpUriRequestBase> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    EventStreams(ProxyProperties properties) {
        maxStreams = properties.maxStreams();
    }

    static boolean isEventStream(HttpMessage answer) {
        Header type = answer.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.getValue().toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE);
    }

    /**
     * Counts one more open stream.
     *
     * @throws ProblemException if as many as allowed are open
     */
    void open(String service, HttpUriRequestBase request) {
        if (!slots(service).tryAcquire()) {
            throw new ProblemException(ProxyError.GATEWAY_BUSY,
                    "As many event streams are open as the gateway holds. Try again later.")
                    .retryAfter(Duration.ofSeconds(10));
        }
        open.add(request);
    }

    /** Counts it no more; nothing happens for what is no open stream. */
    void ended(String service, HttpUriRequestBase request) {
        if (open.remove(request)) {
            slots(service).release();
        }
    }

    private Semaphore slots(String service) {
        return free.computeIfAbsent(service, _ -> new Semaphore(maxStreams));
    }

    /** Whether a stream that broke off did so because the gateway stops. */
    boolean isStopping() {
        return !running;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Streams have no end of their own, and a graceful shutdown waits for all answers to end. */
    @Override
    public void stop() {
        running = false;
        open.forEach(HttpUriRequestBase::abort);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
