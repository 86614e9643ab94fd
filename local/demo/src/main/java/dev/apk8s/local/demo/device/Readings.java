package dev.apk8s.local.demo.device;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What simulated devices send.
 *
 * @param seed the same seed gives the same readings
 * @param outliers their share of all readings, 0 to 1
 */
public record Readings(long seed, double outliers) {
    private static final int DEVICES = 50;
    private static final long OTHERS = 1_000_003;

    Walk of(Identity identity) {
        return new Walk(identity.id(), new SplittableRandom(seed + identity.index()), outliers);
    }

    /** So many readings without outliers, of devices that are not of the run, as CSV with a heading. */
    public byte[] usual(int count) {
        StringBuilder lines = new StringBuilder("temp,load\n");
        for (int device = 0; device < DEVICES; device++) {
            Walk walk = new Walk("usual-" + device, new SplittableRandom(seed * OTHERS + device), 0);
            for (int i = device; i < count; i += DEVICES) {
                Walk.Reading reading = walk.next();
                lines.append(String.format(Locale.ROOT, "%d,%.2f%n", reading.temperature(), reading.load()));
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
