package dev.apk8s.ingest.mqtt;

import dev.apk8s.platform.identity.Caller;

/** Which topics a device may use, and under which client ids it may connect. */
final class TopicRules {
    private static final String COMMANDS = "commands/";
    /** Where the lake tells of processed objects: the default tenant's here, another's one level below. */
    private static final String PROCESSED = "processed";
    private static final String LAKE = "apk8s-lake";

    private TopicRules() {}

    /** Only as itself, and only where devices publish. */
    static boolean mayPublish(String device, String topic) {
        return topic.indexOf('+') < 0 && topic.indexOf('#') < 0
                && DeviceTopic.parse(topic).filter(parsed -> parsed.device().equals(device)).isPresent();
    }

    /** Its own commands, all of them by {@code #} or {@code +}, or one; and the processed objects of its tenant. */
    static boolean maySubscribe(String device, String tenant, String filter) {
        if (filter.equals(tenant.equals(Caller.DEFAULT_TENANT) ? PROCESSED : PROCESSED + "/" + tenant)) {
            return true;
        }
        String own = COMMANDS + device + "/";
        if (!filter.startsWith(own)) {
            return false;
        }
        String rest = filter.substring(own.length());
        return rest.equals("#") || rest.equals("+")
                || (!rest.isEmpty() && rest.indexOf('/') < 0 && rest.indexOf('+') < 0 && rest.indexOf('#') < 0);
    }

    /**
     * What the lake's own user may do at a broker that lets it in by itself and asks here for its rights: device ids never
     * begin as its name does.
     */
    static boolean mayLakePublish(String user, String topic) {
        return user.equals(LAKE) && (topic.equals(PROCESSED)
                || topic.startsWith(PROCESSED + "/") && topic.indexOf('+') < 0 && topic.indexOf('#') < 0);
    }

    /** A client id says nothing, but a device must not take over another's session by naming it. */
    static boolean mayConnectAs(String device, String clientId) {
        return clientId.isEmpty() || clientId.equals(device) || clientId.startsWith(device + ":");
    }
}
