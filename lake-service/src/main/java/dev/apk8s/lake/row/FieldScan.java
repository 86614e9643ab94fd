package dev.apk8s.lake.row;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds out which fields events have and of which type, in bounded memory. A field that was only ever null is none. */
public final class FieldScan {
    private static final int LONGEST_FIELD = 200;

    private final int most;
    private final Map<String, ColumnType> seen = new LinkedHashMap<>();
    /** Of one event, until it is known to be well-formed. */
    private final Map<String, ColumnType> current = new LinkedHashMap<>();
    private boolean overflow;

    /**
     * @param known whose fields are found whatever others there are
     * @param most how many fields may have columns
     */
    public FieldScan(Catalogue known, int most) {
        this.most = most;
        known.fields().forEach(entry -> seen.put(entry.field(), entry.typeAt(known.version())));
    }

    /** Looks at an event's data. */
    public void see(byte[] data) {
        if (data.length == 0) {
            return;
        }
        current.clear();
        if (JsonFields.walk(data, this::note)) {
            current.forEach(this::add);
        } else {
            add(JsonFields.WHOLE, ColumnType.STRING);
        }
    }

    /** What the catalogue becomes by this; the same one if there was nothing new. */
    public Catalogue addedTo(Catalogue catalogue) {
        return catalogue.with(seen, overflow, most);
    }

    private void note(String name, JsonParser value) {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        ColumnType type = JsonFields.typeOf(value);
        if (name.length() > LONGEST_FIELD || current.size() >= most && !current.containsKey(name)) {
            overflow = true;
        } else {
            current.merge(name, type, ColumnType::with);
        }
    }

    private void add(String name, ColumnType type) {
        if (seen.size() < most || seen.containsKey(name)) {
            seen.merge(name, type, ColumnType::with);
        } else {
            overflow = true;
        }
    }
}
