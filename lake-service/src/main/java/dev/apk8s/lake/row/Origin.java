package dev.apk8s.lake.row;

/** Where the values of a column come from. */
public sealed interface Origin {
    /** What the platform knows of an event, beside its data. */
    enum Attribute implements Origin {
        /** The event's id, unique within tenant and source. */
        ID("id", ColumnType.STRING),
        /** When it happened, as its sender says. */
        TIME("time", ColumnType.TIMESTAMP),
        /** The device that it came from. */
        DEVICE("device", ColumnType.STRING),
        /** When the log kept it. */
        KEPT("kept", ColumnType.TIMESTAMP);

        private final Column column;

        Attribute(String name, ColumnType type) {
            column = new Column(name, type, this);
        }

        Column column() {
            return column;
        }
    }

    /**
     * A top-level field of the event's JSON.
     *
     * @param name as it stands in the JSON; empty for the whole of an event whose data is no JSON object
     */
    record Field(String name) implements Origin {}

    /** The fields that have no column of their own, as one JSON object. */
    enum Rest implements Origin {
        MORE;

        static final String NAME = "more";
    }
}
