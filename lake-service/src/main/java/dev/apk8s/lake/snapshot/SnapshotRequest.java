package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Format;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller wants to have. */
record SnapshotRequest(@Schema(description = "Required.") @Nullable String stream,
        @Schema(description = "When the log kept the first event. Required.") @Nullable Instant from,
        @Schema(description = "The end, not included; now if not given.") @Nullable Instant to,
        @Schema(description = "csv or parquet; csv if not given.", type = "string") @Nullable String format,
        @Schema(description = "exports if not given.") @Nullable String bucket,
        @Schema(description = "What the keys begin with; snapshots/<stream>/ if not given.") @Nullable String prefix,
        @Schema(description = "Names of columns, in this order; all if not given.") @Nullable List<String> columns) {
    private static final int LONGEST_PREFIX = 512;
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_COLUMN = 160;

    /** What is left when all defaults are there and all is valid. */
    record Checked(String stream, Instant from, Instant to, Format format, Place place, List<String> columns) {
        String bucket() {
            return place.bucket();
        }

        String prefix() {
            return place.prefix();
        }
    }

    record Place(String bucket, String prefix) {}

    /** @throws ProblemException INVALID_FIELD */
    Checked check(Instant now) {
        if (stream == null || stream.isBlank()) {
            throw ProblemException.invalidField("stream", "is required");
        }
        if (from == null) {
            throw ProblemException.invalidField("from", "is required, such as 2026-11-25T00:00:00Z");
        }
        Instant end = to == null ? now : to;
        if (end.isAfter(now)) {
            throw ProblemException.invalidField("to", "must not be in the future: events may still come");
        }
        if (!from.isBefore(end)) {
            throw ProblemException.invalidField("from", "must be before 'to'");
        }
        if (from.isBefore(Instant.EPOCH)) {
            throw ProblemException.invalidField("from", "must not be before 1970");
        }
        return new Checked(stream, from, end, format(format),
                new Place(bucket == null ? "exports" : bucket, prefix(prefix, "snapshots/" + stream + "/")),
                columns());
    }

    /** @throws ProblemException INVALID_FIELD format */
    static Format format(@Nullable String label) {
        try {
            return label == null ? Format.CSV : Format.of(label);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalidField("format", String.valueOf(unknown.getMessage()));
        }
    }

    /** @throws ProblemException INVALID_FIELD prefix */
    static String prefix(@Nullable String given, String standard) {
        String prefix = given == null ? standard : given;
        boolean climbs = prefix.startsWith("/") || List.of(prefix.split("/", -1)).stream()
                .anyMatch(part -> part.equals("..") || part.equals("."));
        if (climbs || prefix.contains("//") || prefix.chars().anyMatch(Character::isISOControl)
                || prefix.getBytes(StandardCharsets.UTF_8).length > LONGEST_PREFIX) {
            throw ProblemException.invalidField("prefix", "must have at most " + LONGEST_PREFIX
                    + " bytes, no control characters, no '/' at its beginning, and no empty, '.' or '..' part");
        }
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    @Override
    public List<String> columns() {
        List<String> wanted = columns == null ? List.of() : columns;
        if (wanted.size() > MOST_COLUMNS) {
            throw ProblemException.invalidField("columns", "must not be more than " + MOST_COLUMNS);
        }
        for (int place = 0; place < wanted.size(); place++) {
            String name = wanted.get(place);
            if (name == null || name.isEmpty() || name.length() > LONGEST_COLUMN
                    || wanted.indexOf(name) != place) {
                throw ProblemException.invalidField("columns[" + place + "]",
                        "must be a column's name, and each only once");
            }
        }
        return wanted;
    }
}
