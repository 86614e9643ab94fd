package dev.apk8s.platform.start;

import org.springframework.context.SmartLifecycle;

/** Work that is done once while a service starts, after all of earlier phases; the start fails if it does. */
public abstract class StartStep implements SmartLifecycle {
    private final int phase;
    private volatile boolean running;

    protected StartStep(int phase) {
        this.phase = phase;
    }

    /** Returns when it is done. */
    protected abstract void run();

    @Override
    public final void start() {
        run();
        running = true;
    }

    @Override
    public final void stop() {
        running = false;
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
