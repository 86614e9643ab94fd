package dev.apk8s.ingest.stream;

import dev.apk8s.platform.start.StartStep;
import dev.apk8s.platform.table.EventTables;

/** Makes the configured streams' topics before anything consumes or serves them. */
final class StreamTopics extends StartStep {
    private final Streams streams;

    StreamTopics(Streams streams) {
        super(EventTables.AFTER_TABLES);
        this.streams = streams;
    }

    @Override
    protected void run() {
        streams.createTopics();
    }
}
