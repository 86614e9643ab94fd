package dev.apk8s.lake.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.apk8s.lake.row.Format;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Where a snapshot goes. Names of manifests begin with an underscore, which SQL engines pass over when they read a
 * directory as a table.
 *
 * @param base what all its keys begin with; a directory, or in a schedule the name of the period's file without ending
 * @param columns names of the columns that are wanted; all if empty
 */
record Target(String bucket, String base, Format format, List<String> columns) {
    private static final long HOUR = 3_600;
    private static final long MINUTE = 60;

    Target {
        columns = List.copyOf(columns);
    }

    /** A directory of its own for a snapshot on demand. */
    static Target onDemand(String bucket, String prefix, String id, Format format, List<String> columns) {
        return new Target(bucket, prefix + id + "/", format, columns);
    }

    /** {@code <prefix><yyyy>/<MM-dd-HH>}, with minutes and seconds where periods are shorter than an hour. */
    static Target periodic(String bucket, String prefix, Instant from, Duration period, Format format) {
        String pattern = period.toSeconds() % HOUR == 0
                ? "yyyy/MM-dd-HH"
                : period.toSeconds() % MINUTE == 0 ? "yyyy/MM-dd-HH-mm" : "yyyy/MM-dd-HH-mm-ss";
        String name = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(from);
        return new Target(bucket, prefix + name, format, List.of());
    }

    /** @param number from 1 */
    String dataKey(int number) {
        if (isDirectory()) {
            return String.format("%spart-%05d.%s", base, number, format.label());
        }
        return base + (number == 1 ? "" : "." + number) + "." + format.label();
    }

    @JsonIgnore
    String manifestKey() {
        int name = base.lastIndexOf('/') + 1;
        return isDirectory()
                ? base + "_manifest.json"
                : base.substring(0, name) + "_" + base.substring(name) + ".manifest.json";
    }

    private boolean isDirectory() {
        return base.endsWith("/");
    }
}
