package dev.apk8s.benchmarks.measure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Events as devices send them, each of exactly 200 bytes; the same for every contender. */
public final class Workload {
    public static final int EVENT_BYTES = 200;

    private Workload() {}

    /** @param seed the same seed gives the same events */
    public static List<byte[]> events(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event(random));
        }
        return events;
    }

    private static byte[] event(SplittableRandom random) {
        String head = String.format(Locale.ROOT,
                "{\"device\":\"lab-d%d\",\"temp\":%d,\"load\":%.2f,\"volts\":%.3f,\"uptime\":%d,\"note\":\"",
                random.nextInt(100), random.nextInt(35_000, 75_000), random.nextDouble(),
                random.nextDouble(4.8, 5.2), random.nextInt(10_000_000));
        StringBuilder text = new StringBuilder(head);
        while (text.length() < EVENT_BYTES - 2) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** One event a line. */
    public static byte[] lines(List<byte[]> events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(events.size() * (EVENT_BYTES + 1));
        for (byte[] event : events) {
            lines.writeBytes(event);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
