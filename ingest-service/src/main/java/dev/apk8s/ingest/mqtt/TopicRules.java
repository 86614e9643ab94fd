package dev.apk8s.ingest.mqtt;

/** Which topics a device may use, and under which client ids it may connect. */
final class TopicRules {
    private static final String COMMANDS = "commands/";

    private TopicRules() {}

    /** Only as itself, and only where devices publish. */
    static boolean mayPublish(String device, String topic) {
        return topic.indexOf('+') < 0 && topic.indexOf('#') < 0
                && DeviceTopic.parse(topic).filter(parsed -> parsed.device().equals(device)).isPresent();
    }

    /** Only its own commands: all of them by {@code #} or {@code +}, or one. */
    static boolean maySubscribe(String device, String filter) {
        String own = COMMANDS + device + "/";
        if (!filter.startsWith(own)) {
            return false;
        }
        String rest = filter.substring(own.length());
        return rest.equals("#") || rest.equals("+")
                || (!rest.isEmpty() && rest.indexOf('/') < 0 && rest.indexOf('+') < 0 && rest.indexOf('#') < 0);
    }

    /** A client id says nothing, but a device must not take over another's session by naming it. */
    static boolean mayConnectAs(String device, String clientId) {
        return clientId.isEmpty() || clientId.equals(device) || clientId.startsWith(device + ":");
    }
}
