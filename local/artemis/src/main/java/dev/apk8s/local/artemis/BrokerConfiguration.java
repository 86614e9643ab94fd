package dev.apk8s.local.artemis;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** How the broker keeps messages, and what it may take of memory, threads and disk. */
final class BrokerConfiguration {
    /** Largest MQTT packet in bytes; a stream's events are no larger. */
    static final int MAXIMUM_PACKET_SIZE = 1 << 20;
    private static final long MEMORY_FOR_MESSAGES = 96L << 20;
    private static final long MEMORY_FOR_ONE_ADDRESS = 64L << 20;
    private static final long DISK_TO_LEAVE_FREE = 256L << 20;
    private static final Duration LOOK_FOR_UNUSED_ADDRESSES = Duration.ofSeconds(5);
    /** Making the address of a device that sends now and then costs more than keeping it. */
    private static final Duration DEVICE_IS_ACTIVE = Duration.ofMinutes(5);
    private static final int SESSIONS_OF_OLD_CLIENTS_SECONDS = 7 * 24 * 3600;

    private BrokerConfiguration() {}

    static Configuration of(BrokerSettings settings) throws Exception {
        Configuration configuration = new ConfigurationImpl();
        configuration.setName("apk8s").setSecurityEnabled(true).setJMXManagementEnabled(false);
        // Core addresses are then written as MQTT topics are: without it, a dot in a device's id is a level.
        configuration.setWildCardConfiguration(
                new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#'));
        // Decisions are kept in AccessDecisions, which can take one back.
        configuration.setAuthenticationCacheSize(0).setAuthorizationCacheSize(0);
        configuration.setThreadPoolMaxSize(96).setScheduledThreadPoolMaxSize(4);
        configuration.setMessageExpiryScanPeriod(5_000);
        keep(configuration, settings.directory(), settings.syncToDisk());
        configuration.addAcceptorConfiguration("mqtt", acceptor(settings.mqttPort()));
        configuration.setAddressQueueScanPeriod(LOOK_FOR_UNUSED_ADDRESSES.toMillis());
        configuration.addAddressSetting("#", addresses(Duration.ofSeconds(5)));
        configuration.addAddressSetting("sensor/#", addresses(DEVICE_IS_ACTIVE));
        configuration.addAddressSetting("streams/#", addresses(DEVICE_IS_ACTIVE));
        return configuration;
    }

    private static void keep(Configuration configuration, Path directory, boolean syncToDisk) {
        configuration.setPersistenceEnabled(true).setJournalType(JournalType.NIO);
        configuration.setBrokerInstance(directory.toFile());
        configuration.setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setPagingDirectory(directory.resolve("pages").toString());
        // A PUBACK means kept: it waits until the journal has been written, and, with datasync, until it is on the disk.
        configuration.setJournalSyncTransactional(true).setJournalSyncNonTransactional(true)
                .setJournalDatasync(syncToDisk);
        configuration.setJournalPoolFiles(10);
        // How long the journal gathers writes for one sync. The default of 3.3 ms is most of a lone device's wait.
        configuration.setJournalBufferTimeout_NIO(1_000_000);
        configuration.setGlobalMaxSize(MEMORY_FOR_MESSAGES);
        // A share of the disk would stop the broker on a large and fairly full one; what counts is what is left.
        configuration.setMaxDiskUsage(-1).setMinDiskFree(DISK_TO_LEAVE_FREE);
    }

    private static String acceptor(int port) {
        return "tcp://127.0.0.1:" + port + "?protocols=MQTT;useEpoll=false;tcpNoDelay=true;nioRemotingThreads=4"
                + ";tcpSendBufferSize=262144;tcpReceiveBufferSize=262144;connectionsAllowed=10000;maximumPacketSize="
                + MAXIMUM_PACKET_SIZE + ";topicAliasMaximum=64;defaultMaximumInFlightPublishMessages=1000"
                + ";defaultMqttSessionExpiryInterval=" + SESSIONS_OF_OLD_CLIENTS_SECONDS;
    }

    /**
     * Every topic that is published to takes some 10 KB of heap, and each command and each response has one of its own:
     * what is not in use must go.
     *
     * @param kept
     *            how long an address stays after it was made, used or not
     */
    private static AddressSettings addresses(Duration kept) {
        return new AddressSettings().setAutoDeleteAddresses(true).setAutoDeleteAddressesSkipUsageCheck(true)
                .setAutoDeleteAddressesDelay(kept.toMillis()).setAutoCreateAddresses(true).setAutoCreateQueues(true)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE).setMaxSizeBytes(MEMORY_FOR_ONE_ADDRESS)
                .setPageSizeBytes(2 << 20)
                // A message that was not acknowledged comes again for as long as it takes.
                .setMaxDeliveryAttempts(-1).setRedeliveryDelay(0);
    }
}
