package dev.apk8s.gateway.status;

import java.util.Map;

/**
 * What one service told of itself.
 *
 * @param condition of the service
 * @param components by name, what it says of what it needs
 */
record HealthReport(Condition condition, long latencyMillis, Map<String, Condition> components) {
    static final HealthReport NONE = new HealthReport(Condition.DOWN, 0, Map.of());

    boolean answered() {
        return condition != Condition.DOWN;
    }
}
