package dev.apk8s.lake.row;

/**
 * A column of a snapshot.
 *
 * @param name unique within the stream, also where case does not count
 */
public record Column(String name, ColumnType type, Origin origin) {}
