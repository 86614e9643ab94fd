package dev.apk8s.local.demo.show;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Numbers as people read them. */
public final class Amounts {
    private Amounts() {}

    /** Such as {@code 4,000}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Such as {@code 850 ms}, {@code 1.32 s}. */
    public static String time(long micros) {
        if (micros < 10_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
        }
        return micros < 1_000_000
                ? Math.round(micros / 1e3) + " ms"
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    /** Such as {@code 0.997}. */
    public static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    /** A percentile of times in microseconds; a dash if there are none. */
    public static String percentile(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? "-" : time(micros.getValueAtPercentile(percentile));
    }
}
