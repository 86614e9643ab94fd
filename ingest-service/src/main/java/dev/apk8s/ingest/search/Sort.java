package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The order of hits. What is equal in the field is ordered by the document's key, so that pages never overlap.
 */
record Sort(String field, boolean ascending) {
    static final String TIME = "@timestamp";
    static final String TIE_BREAK = "apk8s.key";

    /** Reads {@code field}, {@code field:asc} or {@code field:desc}. */
    static Sort parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new Sort(TIME, false);
        }
        int colon = text.lastIndexOf(':');
        String direction = colon < 0 ? "asc" : text.substring(colon + 1);
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw ProblemException.invalidField("sort", "'" + text + "' ends neither with ':asc' nor with ':desc'");
        }
        return new Sort(FieldName.checked("sort", colon < 0 ? text : text.substring(0, colon)),
                direction.equals("asc"));
    }

    boolean isByTime() {
        return field.equals(TIME);
    }

    String order() {
        return ascending ? "asc" : "desc";
    }

    @Override
    public String toString() {
        return field + ":" + order();
    }
}
