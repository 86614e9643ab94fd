package dev.apk8s.platform.table;

import org.springframework.context.SmartLifecycle;

/**
 * Waits until all tables are loaded, after each has begun to read. It cannot be {@link EventTables}: what a table is made
 * by is started before the table.
 */
final class TablesLoaded implements SmartLifecycle {
    private static final int PHASE = EventTable.PHASE + 1;

    private final EventTables tables;
    private volatile boolean running;

    TablesLoaded(EventTables tables) {
        this.tables = tables;
    }

    @Override
    public void start() {
        tables.awaitLoaded();
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
        return PHASE;
    }
}
