package dev.apk8s.local.artemis;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The commands that went out on one connection and were not acknowledged yet. MQTT bounds it: there are 65,535 packet
 * ids, and as many aliases as the client allows.
 */
final class Deliveries {
    static final String COMMANDS = "commands/";

    private final Map<Integer, String> topicsByPacketId = new ConcurrentHashMap<>();
    private final Map<Integer, String> topicsByAlias = new ConcurrentHashMap<>();

    void sent(int packetId, String topic) {
        if (topic.startsWith(COMMANDS)) {
            topicsByPacketId.put(packetId, topic);
        } else {
            topicsByPacketId.remove(packetId);
        }
    }

    String resolve(String topic, int alias) {
        if (topic.isEmpty()) {
            return topicsByAlias.getOrDefault(alias, "");
        }
        topicsByAlias.put(alias, topic);
        return topic;
    }

    Optional<String> acknowledged(int packetId) {
        return Optional.ofNullable(topicsByPacketId.remove(packetId));
    }
}
