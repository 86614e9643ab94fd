package dev.apk8s.gateway.proxy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Aborts requests whose service takes no more of the body: a blocking write to a socket knows no time-out. */
@Component
final class StallWatch implements DisposableBean {
    private final long sendTimeoutNanos;
    private final Set<Upload> uploads = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("stall-watch").factory());

    StallWatch(ProxyProperties properties) {
        sendTimeoutNanos = properties.sendTimeout().toNanos();
        long period = Math.clamp(properties.sendTimeout().dividedBy(4).toMillis(), 10, 1000);
        clock.scheduleAtFixedRate(this::abortStalled, period, period, TimeUnit.MILLISECONDS);
    }

    Upload begin(HttpUriRequestBase request) {
        Upload upload = new Upload(request);
        uploads.add(upload);
        return upload;
    }

    private void abortStalled() {
        uploads.forEach(upload -> upload.abortIfStalled(sendTimeoutNanos));
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }

    Duration sendTimeout() {
        return Duration.ofNanos(sendTimeoutNanos);
    }

    /** A body on its way to a service. */
    final class Upload implements AutoCloseable {
        private static final long NOT_WRITING = Long.MIN_VALUE;

        private final HttpUriRequestBase request;
        private volatile long writingSince = NOT_WRITING;
        private volatile boolean stalled;

        private Upload(HttpUriRequestBase request) {
            this.request = request;
        }

        void writes() {
            writingSince = System.nanoTime();
        }

        void wrote() {
            writingSince = NOT_WRITING;
        }

        boolean isStalled() {
            return stalled;
        }

        private void abortIfStalled(long timeoutNanos) {
            long since = writingSince;
            if (since != NOT_WRITING && System.nanoTime() - since > timeoutNanos) {
                stalled = true;
                request.abort();
            }
        }

        @Override
        public void close() {
            uploads.remove(this);
        }
    }
}
