package dev.apk8s.lake.snapshot;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {
    /** The bound on what ingest declares is ingest's. */
    private static final int MOST_STREAMS = 100_000;

    @Bean
    EventTable<Snapshot> snapshotTable(EventTables tables, SnapshotProperties properties) {
        return tables.create("apk8s.snapshots", properties.records().most(), Snapshot.class);
    }

    @Bean
    EventTable<Schedule> snapshotSchedules(EventTables tables, SnapshotProperties properties) {
        return tables.create("apk8s.snapshot-schedules", properties.records().schedules(), Schedule.class);
    }

    @Bean
    EventTable<StreamColumns> snapshotColumns(EventTables tables) {
        return tables.create("apk8s.snapshot-columns", MOST_STREAMS, StreamColumns.class);
    }

    @Bean
    EventTable<DeclaredStream> declaredStreams(EventTables tables) {
        return tables.create("apk8s.streams", MOST_STREAMS, DeclaredStream.class);
    }
}
