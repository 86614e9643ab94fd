package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to be computed over all events that match. */
sealed interface Aggregation {
    int MAX_AGGREGATIONS = 5;
    int MAX_STATS = 5;
    int MAX_TERMS = 1_000;

    /** As it was asked for. */
    String text();

    /** How many buckets it makes at most over a range. */
    long buckets(TimeRange range);

    /** The most frequent values of a field, with statistics of other fields for each. */
    record Terms(String text, String field, int size, List<Stats> stats) implements Aggregation {
        @Override
        public long buckets(TimeRange range) {
            return size;
        }
    }

    /** How many events there are in each interval, also where there are none, with statistics for each. */
    record DateHistogram(String text, String interval, Duration length, List<Stats> stats) implements Aggregation {
        @Override
        public long buckets(TimeRange range) {
            return range.length().dividedBy(length) + 2;
        }
    }

    /**
     * How many events have a number in each interval, also where there are none, with statistics for each. Intervals
     * begin at multiples of their length.
     *
     * @param bounds of the values that are looked at; until they are known, if nobody gave them, those that there are
     */
    record Histogram(String text, String field, BigDecimal interval, @Nullable Bounds bounds,
            List<Stats> stats) implements Aggregation {
        @Override
        public long buckets(TimeRange range) {
            return bounds == null
                    ? 1
                    : bounds.most().subtract(bounds.least()).divideToIntegralValue(interval).add(BigDecimal.TWO)
                            .min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue();
        }

        Histogram within(Bounds found) {
            return new Histogram(text, field, interval, found, stats);
        }

        /** Where an interval begins, without what is lost where it was computed in binary. */
        BigDecimal begin(double key) {
            return BigDecimal.valueOf(key).divide(interval, 0, RoundingMode.HALF_EVEN).multiply(interval);
        }
    }

    /** From a number to another, both included. */
    record Bounds(BigDecimal least, BigDecimal most) {}

    /** Count, minimum, maximum, average and sum of a number. */
    record Stats(String text, String field) implements Aggregation {
        @Override
        public long buckets(TimeRange range) {
            return 1;
        }
    }

    /**
     * Reads {@code terms:field[:size]}, {@code date_histogram:interval}, {@code histogram:field:interval[:least:most]} or
     * {@code stats:field}; all but the last may have {@code /stats:field} behind them.
     */
    static Aggregation parse(String text) {
        String[] parts = text.split("/", -1);
        List<Stats> stats = new ArrayList<>();
        Arrays.stream(parts).skip(1).forEach(part -> stats.add(stats(text, part)));
        if (stats.size() > MAX_STATS) {
            throw invalid(text, "has more than " + MAX_STATS + " statistics");
        }
        String[] words = parts[0].split(":", -1);
        return switch (words[0]) {
            case "terms" -> terms(text, words, stats);
            case "date_histogram" -> dateHistogram(text, words, stats);
            case "histogram" -> histogram(text, words, stats);
            case "stats" -> {
                if (!stats.isEmpty()) {
                    throw invalid(text, "statistics have nothing within them");
                }
                yield stats(text, text);
            }
            default -> throw invalid(text,
                    "is none of terms:field:size, date_histogram:interval, histogram:field:interval, stats:field");
        };
    }

    private static Terms terms(String text, String[] words, List<Stats> stats) {
        if (words.length < 2 || words.length > 3) {
            throw invalid(text, "write terms:field or terms:field:size");
        }
        int size = 10;
        if (words.length == 3) {
            if (!words[2].matches("\\d{1,6}")) {
                throw invalid(text, "the size must be a number");
            }
            size = Integer.parseInt(words[2]);
        }
        if (size < 1 || size > MAX_TERMS) {
            throw invalid(text, "the size must be from 1 to " + MAX_TERMS);
        }
        return new Terms(text, FieldName.checked("agg", words[1]), size, List.copyOf(stats));
    }

    private static DateHistogram dateHistogram(String text, String[] words, List<Stats> stats) {
        Matcher interval = Pattern.compile("(\\d{1,6})([smhdw])").matcher(words.length == 2 ? words[1] : "");
        if (!interval.matches() || Integer.parseInt(interval.group(1)) == 0) {
            throw invalid(text, "write date_histogram:15m (s, m, h, d, w)");
        }
        Duration length = TimeRange.unit(interval.group(2).charAt(0)).multipliedBy(Long.parseLong(interval.group(1)));
        return new DateHistogram(text, words[1], length, List.copyOf(stats));
    }

    private static Histogram histogram(String text, String[] words, List<Stats> stats) {
        if (words.length != 3 && words.length != 5) {
            throw invalid(text, "write histogram:field:interval or histogram:field:interval:least:most");
        }
        BigDecimal interval = number(text, words[2]);
        if (interval.signum() <= 0) {
            throw invalid(text, "the interval must be greater than 0");
        }
        Bounds bounds = words.length == 3 ? null : new Bounds(number(text, words[3]), number(text, words[4]));
        if (bounds != null && bounds.least().compareTo(bounds.most()) > 0) {
            throw invalid(text, "the least value is greater than the most");
        }
        return new Histogram(text, FieldName.checked("agg", words[1]), interval, bounds, List.copyOf(stats));
    }

    private static BigDecimal number(String text, String word) {
        if (!word.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
            throw invalid(text, "'" + word + "' is no number such as 0.5");
        }
        return new BigDecimal(word);
    }

    private static Stats stats(String whole, String text) {
        String[] words = text.split(":", -1);
        if (words.length != 2 || !words[0].equals("stats")) {
            throw invalid(whole, "write stats:field; after '/' only statistics may stand");
        }
        return new Stats(text, FieldName.checked("agg", words[1]));
    }

    private static ProblemException invalid(String text, String why) {
        return ProblemException.invalidField("agg", "'" + text + "': " + why);
    }
}
