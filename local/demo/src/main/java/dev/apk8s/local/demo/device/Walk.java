package dev.apk8s.local.demo.device;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A device's temperature and load as they wander, written in the book's form. Now and then there is an outlier, hotter
 * than it ever gets by wandering.
 */
final class Walk {
    private static final double LEAST = 35_000;
    private static final double MOST = 75_000;
    private static final double STEP = 400;
    private static final double LEAST_OUTLIER = 88_000;
    private static final double MOST_OUTLIER = 97_000;

    private final String device;
    private final SplittableRandom random;
    private final double outliers;
    private double temperature;
    private double load;

    /** @param outlier whether it is one */
    record Reading(byte[] bytes, long temperature, double load, boolean outlier) {}

    /** @param outliers their share of all readings, 0 to 1 */
    Walk(String device, SplittableRandom random, double outliers) {
        this.device = device;
        this.random = random;
        this.outliers = outliers;
        temperature = random.nextDouble(45_000, 60_000);
        load = random.nextDouble(0.1, 0.6);
    }

    /** The next reading: {@code {"device":"lab-d1","temp":51540,"load":0.37}}, temp in thousandths of a degree Celsius. */
    Reading next() {
        temperature = Math.clamp(temperature + random.nextDouble(-STEP, STEP), LEAST, MOST);
        load = Math.clamp(load + random.nextDouble(-0.05, 0.05), 0, 1);
        boolean outlier = random.nextDouble() < outliers;
        double shown = outlier ? random.nextDouble(LEAST_OUTLIER, MOST_OUTLIER) : temperature;
        long thousandths = Math.round(shown);
        return new Reading(reading(thousandths), thousandths, load, outlier);
    }

    /** A reading with a temperature of its own, in thousandths of a degree. */
    byte[] reading(long thousandths) {
        return String.format(Locale.ROOT, "{\"device\":\"%s\",\"temp\":%d,\"load\":%.2f}", device, thousandths, load)
                .getBytes(StandardCharsets.UTF_8);
    }
}
