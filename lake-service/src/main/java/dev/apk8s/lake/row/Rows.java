package dev.apk8s.lake.row;

import dev.apk8s.platform.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Makes a row of an event: the values as text, in the order of the columns. One row is reused for all events. */
public final class Rows {
    private static final int NONE = -1;

    private final List<Column> columns;
    private final boolean knowsAll;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] attributes = new int[Origin.Attribute.values().length];
    private final @Nullable String[] row;
    private int more = NONE;

    /**
     * @param all columns of the stream
     * @param chosen those of them that are written
     */
    public Rows(List<Column> all, List<Column> chosen) {
        columns = chosen;
        knowsAll = all.stream().noneMatch(column -> column.origin() == Origin.Rest.MORE);
        row = new @Nullable String[chosen.size()];
        Arrays.fill(attributes, NONE);
        all.forEach(column -> {
            if (column.origin() instanceof Origin.Field field) {
                places.put(field.name(), NONE);
            }
        });
        for (int place = 0; place < chosen.size(); place++) {
            switch (chosen.get(place).origin()) {
                case Origin.Attribute attribute -> attributes[attribute.ordinal()] = place;
                case Origin.Field field -> places.put(field.name(), place);
                case Origin.Rest _ -> more = place;
            }
        }
    }

    public List<Column> columns() {
        return columns;
    }

    /** The event as a row, which is good until the next call. */
    public @Nullable String[] row(Event event, long keptMillis) {
        Arrays.fill(row, null);
        try (Filling filling = new Filling()) {
            if (JsonFields.walk(event.data(), filling::add)) {
                filling.end();
            } else {
                Arrays.fill(row, null);
                set(places.getOrDefault(JsonFields.WHOLE, NONE),
                        event.data().length == 0 ? null : JsonFields.whole(event.data()));
            }
        }
        set(attributes[Origin.Attribute.ID.ordinal()], event.id());
        set(attributes[Origin.Attribute.TIME.ordinal()], micros(event.time()));
        set(attributes[Origin.Attribute.DEVICE.ordinal()], event.device());
        set(attributes[Origin.Attribute.KEPT.ordinal()], micros(Instant.ofEpochMilli(keptMillis)));
        return row;
    }

    private void set(int place, @Nullable String value) {
        if (place != NONE) {
            row[place] = value;
        }
    }

    /** As far as Parquet has it, so that both formats say the same. */
    private static String micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** The fields of one event. */
    private final class Filling implements AutoCloseable {
        private JsonFields.@Nullable Rest rest;

        void add(String name, JsonParser value) {
            Integer place = places.get(name);
            if (place == null && !knowsAll && more != NONE && value.currentToken() != JsonToken.VALUE_NULL) {
                JsonFields.Rest begun = rest == null ? new JsonFields.Rest() : rest;
                rest = begun;
                begun.add(name, value);
            } else if (place == null || place == NONE || value.currentToken() == JsonToken.VALUE_NULL) {
                value.skipChildren();
            } else {
                row[place] = JsonFields.text(value);
            }
        }

        void end() {
            if (rest != null) {
                row[more] = rest.end();
            }
        }

        @Override
        public void close() {
            if (rest != null) {
                rest.close();
            }
        }
    }
}
