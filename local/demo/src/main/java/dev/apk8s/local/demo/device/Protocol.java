package dev.apk8s.local.demo.device;

/** What a simulated device speaks. */
public enum Protocol {
    HTTP("HTTP"),
    MQTT_5("MQTT 5"),
    MQTT_3("MQTT 3.1.1");

    private final String title;

    Protocol(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Half of the devices speak HTTP, and of the others every other one the older MQTT. */
    public static Protocol of(int index) {
        return switch (index % 4) {
            case 0, 2 -> HTTP;
            case 1 -> MQTT_5;
            default -> MQTT_3;
        };
    }
}
