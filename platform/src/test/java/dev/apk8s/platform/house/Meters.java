package dev.apk8s.platform.house;

import java.util.List;
import java.util.regex.Pattern;

/** What a service measures, as Prometheus reads it. */
public final class Meters {
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{.*})? (\\S+)$", Pattern.MULTILINE);

    private record Sample(String meter, double value) {}

    private final List<Sample> samples;

    private Meters(String text) {
        samples = SAMPLE.matcher(text).results()
                .map(sample -> new Sample(sample.group(1), number(sample.group(2)))).toList();
    }

    /** @param management the port of a service that health and metrics have */
    public static Meters of(Api management) {
        return new Meters(management.get("/actuator/prometheus").text());
    }

    public boolean has(String meter) {
        return samples.stream().anyMatch(sample -> sample.meter().equals(meter));
    }

    /** Over all labels; 0 where nothing was counted yet. */
    public double sum(String meter) {
        return samples.stream().filter(sample -> sample.meter().equals(meter)).mapToDouble(Sample::value).sum();
    }

    /** @throws IllegalStateException where there is none */
    public double value(String meter) {
        if (!has(meter)) {
            throw new IllegalStateException("There is no meter " + meter);
        }
        return sum(meter);
    }

    private static double number(String value) {
        return switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
    }
}
