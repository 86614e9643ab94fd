package dev.apk8s.lake.row;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All columns that a stream ever had, for one tenant. Columns are only appended, and a type changes at most once, to
 * text: so a version number is enough to say which columns a snapshot has, and files of different hours fit together.
 *
 * @param version grows with each change; 0 when nothing was seen yet
 * @param fields in the order of their first appearance
 * @param moreSince the version at which a field found no place; 0 while all have one
 */
public record Catalogue(int version, List<Entry> fields, int moreSince) {
    public static final Catalogue EMPTY = new Catalogue(0, List.of(), 0);

    private static final int LONGEST_NAME = 128;
    private static final String WHOLE = "value";

    /**
     * A field.
     *
     * @param field as it stands in the JSON
     * @param name of its column
     * @param type of its first values
     * @param since the version that it came with
     * @param textSince the version from which it is text, whatever it was; 0 for never
     */
    public record Entry(String field, String name, ColumnType type, int since, int textSince) {
        ColumnType typeAt(int version) {
            return textSince > 0 && textSince <= version ? ColumnType.STRING : type;
        }
    }

    public Catalogue {
        fields = List.copyOf(fields);
    }

    /**
     * With what was seen.
     *
     * @param seen types of values by field
     * @param overflow whether there were fields for which there was no room
     * @param most how many fields may have columns
     * @return this, if there is nothing new
     */
    public Catalogue with(Map<String, ColumnType> seen, boolean overflow, int most) {
        int next = version + 1;
        Map<String, Entry> all = new LinkedHashMap<>();
        fields.forEach(entry -> all.put(entry.field(), entry));
        Set<String> names = all.values().stream().map(entry -> folded(entry.name())).collect(Collectors.toSet());
        boolean full = overflow;
        for (Map.Entry<String, ColumnType> found : seen.entrySet()) {
            Entry known = all.get(found.getKey());
            if (known == null && all.size() >= most) {
                full = true;
            } else if (known == null) {
                String name = unique(found.getKey(), names);
                all.put(found.getKey(), new Entry(found.getKey(), name, found.getValue(), next, 0));
            } else if (known.typeAt(version).with(found.getValue()) != known.typeAt(version)) {
                all.put(known.field(), new Entry(known.field(), known.name(), known.type(), known.since(), next));
            }
        }
        Catalogue changed = new Catalogue(next, new ArrayList<>(all.values()), full && moreSince == 0
                ? next
                : moreSince);
        return changed.fields.equals(fields) && changed.moreSince == moreSince && version > 0 ? this : changed;
    }

    /** All columns of a version, in their order: the attributes, the fields as they appeared, and the rest. */
    @JsonIgnore
    public List<Column> columns(int at) {
        List<Column> columns = new ArrayList<>();
        for (Origin.Attribute attribute : Origin.Attribute.values()) {
            columns.add(attribute.column());
        }
        for (Entry entry : fields) {
            if (entry.since() <= at) {
                columns.add(new Column(entry.name(), entry.typeAt(at), new Origin.Field(entry.field())));
            }
        }
        if (moreSince > 0 && moreSince <= at) {
            columns.add(new Column(Origin.Rest.NAME, ColumnType.STRING, Origin.Rest.MORE));
        }
        return columns;
    }

    private static String unique(String field, Set<String> taken) {
        String plain = field.isEmpty() ? WHOLE : field.replaceAll("[^\\p{L}\\p{N}_]", "_");
        plain = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
        String wanted = isReserved(plain) ? "data_" + plain : plain;
        String name = wanted;
        for (int number = 2; !taken.add(folded(name)); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    private static boolean isReserved(String name) {
        if (folded(name).equals(Origin.Rest.NAME)) {
            return true;
        }
        for (Origin.Attribute attribute : Origin.Attribute.values()) {
            if (folded(name).equals(attribute.column().name())) {
                return true;
            }
        }
        return false;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
