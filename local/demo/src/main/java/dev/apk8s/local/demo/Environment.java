package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.Addresses;
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
     * @param scientistPassword of the one who makes tables, if the warehouse runs
     */
    record Parts(boolean lake, Optional<String> scientistPassword) {}

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
                Optional.ofNullable(variables.get("APK8S_DEMO_SCIENTIST_PASSWORD")));
        return new Environment(settings, get(variables, "USER"), get(variables, "PASSWORD"), parts,
                Boolean.parseBoolean(get(variables, "TERMINAL")), Boolean.parseBoolean(get(variables, "COLORS")));
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
