package dev.apk8s.local.artemis;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/**
 * The queues behind the platform's shared subscriptions. A message that fits no subscription is acknowledged and
 * dropped, so these are there before a device can connect, and stay when the last session that shares them unsubscribes
 * or expires, which Artemis would take for the end of the subscription and of all that waits in it.
 */
final class PlatformQueues implements ActiveMQServerPlugin, ActivateCallback {
    private static final String SHARED = "$share/apk8s-ingest/";
    private static final List<String> FILTERS = List.of("sensor/+", "streams/+/+", "responses/+/+");

    private final ActiveMQServer server;
    private final WildcardConfiguration wildcards;
    private final Set<String> names;

    PlatformQueues(ActiveMQServer server) {
        this.server = server;
        this.wildcards = server.getConfiguration().getWildcardConfiguration();
        this.names = FILTERS.stream().map(this::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Called after the journal is read and before anybody can connect. */
    @Override
    public void activated() {
        for (String filter : FILTERS) {
            create(filter);
        }
    }

    private void create(String filter) {
        try {
            server.createQueue(QueueConfiguration.of(name(filter))
                    .setAddress(MQTTUtil.getCoreAddressFromMqttTopic(filter, wildcards))
                    .setRoutingType(RoutingType.MULTICAST).setDurable(true).setAutoCreated(false).setAutoDelete(false)
                    .setAutoCreateAddress(true), true);
        } catch (Exception failed) {
            throw new IllegalStateException("The queue for " + filter + " cannot be made", failed);
        }
    }

    private String name(String filter) {
        // A shared queue is named without a client id.
        return MQTTUtil.getCoreQueueFromMqttTopic(SHARED + filter, "", wildcards);
    }

    @Override
    public void beforeDestroyQueue(Queue queue, SecurityAuth session, boolean checkConsumerCount,
            boolean removeConsumers, boolean autoDeleteAddress) throws ActiveMQException {
        SimpleString name = queue.getName();
        if (names.contains(name.toString())) {
            throw new ActiveMQIllegalStateException("The platform's queue " + name + " stays");
        }
    }
}
