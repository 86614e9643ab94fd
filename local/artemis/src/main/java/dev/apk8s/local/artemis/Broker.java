package dev.apk8s.local.artemis;

import java.util.List;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ServiceRegistry;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker with everything the platform adds to it. */
final class Broker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Broker.class);

    private final BrokerSettings settings;
    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private final ConnectedClients clients = new ConnectedClients();
    private final HookClient hooks;
    private final AccessDecisions decisions;
    private final DeliveryEvents events;
    private final AdminServer admin;

    Broker(BrokerSettings settings) {
        this.settings = settings;
        this.hooks = new HookClient(settings.hookUrl(), settings.hookToken());
        this.decisions = new AccessDecisions(hooks);
        this.events = new DeliveryEvents(hooks, clients);
        this.admin = new AdminServer(settings, clients, decisions, events,
                () -> artemis.getActiveMQServer().getPostOffice().getAddresses().size());
    }

    /** Returns when devices can connect. */
    void start() throws Exception {
        Configuration configuration = BrokerConfiguration.of(settings);
        configuration.registerBrokerPlugins(List.of(new ChannelLimits(), new MessageStamp()));
        artemis.setConfiguration(configuration);
        artemis.setSecurityManager(
                new DeviceSecurityManager(settings.platformPassword(), hooks, decisions, clients));
        artemis.createActiveMQServer();
        PlatformQueues queues = new PlatformQueues(artemis.getActiveMQServer());
        artemis.getActiveMQServer().registerBrokerPlugin(queues);
        artemis.getActiveMQServer().registerActivateCallback(queues);
        DeliveryReceipts receipts = new DeliveryReceipts(events);
        ServiceRegistry registry = artemis.getActiveMQServer().getServiceRegistry();
        registry.addIncomingInterceptor(new PacketRules());
        registry.addIncomingInterceptor(receipts.acknowledged());
        registry.addOutgoingInterceptor(new NotNow());
        registry.addOutgoingInterceptor(receipts.sent());
        events.start();
        artemis.start();
        admin.start();
        LOGGER.info("MQTT on 127.0.0.1:{}, administration on 127.0.0.1:{}, decisions from {}", settings.mqttPort(),
                settings.adminPort(), settings.hookUrl());
    }

    @Override
    public void close() {
        admin.close();
        try {
            artemis.stop();
        } catch (Exception failed) {
            LOGGER.error("The broker did not stop cleanly", failed);
        }
        events.close();
        hooks.close();
    }
}
