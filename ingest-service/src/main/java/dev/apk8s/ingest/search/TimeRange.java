package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From when to when, both included, in whole milliseconds.
 */
record TimeRange(Instant from, Instant to) {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern RELATIVE = Pattern.compile("now(?:([+-])(\\d{1,9})([smhdw]))?");

    static TimeRange of(@Nullable String from, @Nullable String to, Instant now, Duration usual, Duration longest) {
        Instant end = to == null || to.isBlank() ? now : parse("to", to, now);
        Instant start = from == null || from.isBlank() ? end.minus(usual) : parse("from", from, now);
        return new TimeRange(start, end).checked(longest);
    }

    TimeRange checked(Duration longest) {
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw ProblemException.invalidField("from", "times are from " + EARLIEST + " to " + LATEST);
        }
        if (from.isAfter(to)) {
            throw ProblemException.invalidField("from", from + " is after 'to', " + to);
        }
        if (length().compareTo(longest) > 0) {
            throw ProblemException.invalidField("from", "a search spans " + longest.toDays() + " days at most");
        }
        return new TimeRange(Instant.ofEpochMilli(from.toEpochMilli()), Instant.ofEpochMilli(to.toEpochMilli()));
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** Reads {@code 2026-11-01T08:00:00Z}, {@code 2026-11-01}, {@code now} or {@code now-15m}. */
    static Instant parse(String field, String text, Instant now) {
        Matcher relative = RELATIVE.matcher(text.strip());
        try {
            if (relative.matches()) {
                return relative.group(2) == null ? now : now.plus(offset(relative));
            }
            String iso = text.strip();
            return iso.length() == 10
                    ? LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException | ArithmeticException invalid) {
            throw ProblemException.invalidField(field, "'" + text
                    + "' is no time: write 2026-11-01T08:00:00Z, 2026-11-01, or now-15m (s, m, h, d, w). A '+' in a URL is written %2B.");
        }
    }

    private static Duration offset(Matcher relative) {
        long count = Long.parseLong(relative.group(1) + relative.group(2));
        return unit(relative.group(3).charAt(0)).multipliedBy(count);
    }

    /** A span such as {@code 15m}. */
    static Duration unit(char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            case 'w' -> Duration.ofDays(7);
            default -> throw new DateTimeException("No unit: " + unit);
        };
    }
}
