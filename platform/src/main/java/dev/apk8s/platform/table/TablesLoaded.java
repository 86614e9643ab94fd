package dev.apk8s.platform.table;

import dev.apk8s.platform.start.StartStep;

/**
 * Waits until all tables are loaded, after each has begun to read. It cannot be {@link EventTables}: what a table is made
 * by is started before the table.
 */
final class TablesLoaded extends StartStep {
    private final EventTables tables;

    TablesLoaded(EventTables tables) {
        super(EventTable.PHASE + 1);
        this.tables = tables;
    }

    @Override
    protected void run() {
        tables.awaitLoaded();
    }
}
