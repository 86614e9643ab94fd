package dev.apk8s.ingest.live;

import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Counts the connections and ends them before the web server stops, which would wait for them. */
@Component
final class LiveConnections implements SmartLifecycle {
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final Semaphore places;
    private final int most;
    private final Set<LiveSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LiveConnections(LiveProperties properties, MeterRegistry registry) {
        most = properties.connections();
        places = new Semaphore(most);
        Gauge.builder("apk8s.ingest.live.connections", sessions, Set::size)
                .description("Clients that listen to live events").register(registry);
    }

    /** What a connection holds as long as it is open. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws ProblemException if all are taken */
    Place take() {
        if (!places.tryAcquire()) {
            throw new ProblemException(LiveError.TOO_MANY_CONNECTIONS,
                    "All " + most + " live connections of this instance are taken.").retryAfter(COME_BACK);
        }
        return places::release;
    }

    Place enter(LiveSession session) {
        sessions.add(session);
        if (!running) {
            session.stop();
        }
        return () -> sessions.remove(session);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        sessions.forEach(LiveSession::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
