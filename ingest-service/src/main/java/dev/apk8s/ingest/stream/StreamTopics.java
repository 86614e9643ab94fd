package dev.apk8s.ingest.stream;

import org.springframework.context.SmartLifecycle;

/** Makes the configured streams' topics before anything consumes or serves them. */
final class StreamTopics implements SmartLifecycle {
    private static final int AFTER_TABLES = Integer.MIN_VALUE + 2_000;

    private final Streams streams;
    private volatile boolean running;

    StreamTopics(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void start() {
        streams.createTopics();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_TABLES;
    }
}
