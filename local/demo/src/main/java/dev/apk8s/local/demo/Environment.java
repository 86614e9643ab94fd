package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.Addresses;
import dev.apk8s.local.demo.device.Readings;
import dev.apk8s.local.demo.step.RunSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the command line asked for, as it hands it over: in environment variables, which others cannot read.
 *
 * @param parts what of the platform runs beside ingest
 */
record Environment(RunSettings settings, String user, String password, Parts parts, boolean terminal,
        boolean colors) {
    /**
     * @param lake whether the lake runs
     * @param warehouse whether it runs, too
     * @param loop whether chain and models run, beside the lake
     * @param scientistPassword of the one who makes tables and models, where one of them is made
     */
    record Parts(boolean lake, boolean warehouse, boolean loop, Optional<String> scientistPassword) {}

    /** The share of readings that are anomalies, where a model judges them. */
    private static final double ANOMALIES = 0.005;

    private static final int RUN_DIGITS = 36 * 36 * 36 * 36 * 36;

    static Environment of(Map<String, String> variables) {
        Addresses addresses = new Addresses(get(variables, "GATEWAY"), get(variables, "ISSUER"), get(variables, "MQTT"),
                get(variables, "KAFKA"));
        int digits = ThreadLocalRandom.current().nextInt(RUN_DIGITS / 36, RUN_DIGITS);
        RunSettings settings = new RunSettings(Integer.toString(digits, 36), addresses,
                Integer.parseInt(get(variables, "DEVICES")), Double.parseDouble(get(variables, "RATE")),
                Duration.parse(get(variables, "DURATION")), Long.parseLong(get(variables, "SEED")),
                Boolean.parseBoolean(get(variables, "KEEP")));
        Parts parts = new Parts(Boolean.parseBoolean(get(variables, "LAKE")),
                Boolean.parseBoolean(get(variables, "WAREHOUSE")), Boolean.parseBoolean(get(variables, "LOOP")),
                Optional.ofNullable(variables.get("APK8S_DEMO_SCIENTIST_PASSWORD")));
        return new Environment(settings, get(variables, "USER"), get(variables, "PASSWORD"), parts,
                Boolean.parseBoolean(get(variables, "TERMINAL")), Boolean.parseBoolean(get(variables, "COLORS")));
    }

    /** What its devices send. */
    Readings readings() {
        return new Readings(settings.seed(), parts.loop() ? ANOMALIES : 0);
    }

    private static String get(Map<String, String> variables, String name) {
        String value = variables.get("APK8S_DEMO_" + name);
        if (value == null) {
            throw new IllegalArgumentException("APK8S_DEMO_" + name + " is not set: start this by ./apk8s demo");
        }
        return value;
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
