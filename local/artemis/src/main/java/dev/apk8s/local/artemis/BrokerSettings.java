package dev.apk8s.local.artemis;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the broker is told from outside.
 *
 * @param directory
 *            holds journal, bindings, pages and large messages
 * @param hookUrl
 *            base address of the service that decides who may do what
 * @param hookToken
 *            bearer token between broker and that service, both ways
 * @param platformPasswords
 *            of the platform's own users
 * @param syncToDisk
 *            whether a PUBACK waits for the disk itself, not only for the operating system
 */
record BrokerSettings(int mqttPort, int adminPort, Path directory, URI hookUrl, String hookToken,
        Map<PlatformUser, String> platformPasswords, boolean syncToDisk) {
    /** User names and client ids that begin so are the platform's. */
    static final String RESERVED_PREFIX = "apk8s-";

    static BrokerSettings from(Map<String, String> environment) {
        return new BrokerSettings(Integer.parseInt(required(environment, "APK8S_MQTT_PORT")),
                Integer.parseInt(required(environment, "APK8S_BROKER_ADMIN_PORT")),
                Path.of(required(environment, "APK8S_BROKER_DIRECTORY")).toAbsolutePath(),
                URI.create(required(environment, "APK8S_BROKER_HOOK_URL")), required(environment, "APK8S_BROKER_HOOK"),
                Map.of(PlatformUser.INGEST, required(environment, "APK8S_MQTT_PLATFORM"), PlatformUser.LAKE,
                        required(environment, "APK8S_MQTT_LAKE")),
                Boolean.parseBoolean(environment.getOrDefault("APK8S_BROKER_SYNC", "true")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }

    @Override
    public String toString() {
        return "BrokerSettings[mqttPort=" + mqttPort + ", adminPort=" + adminPort + ", directory=" + directory
                + ", hookUrl=" + hookUrl + ", syncToDisk=" + syncToDisk + "]";
    }
}
