package dev.apk8s.local.artemis;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real broker for the tests of one class, and the server it asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerTest {
    static final String PLATFORM_PASSWORD = "the-platform's-own";
    static final String LAKE_PASSWORD = "the-lake's-own";
    static final String PASSWORD = "secret";

    final Hooks hooks = new Hooks();
    final int mqttPort = Ports.free();
    final int adminPort = Ports.free();
    private Broker broker;

    @BeforeAll
    void startBroker(@TempDir Path directory) throws Exception {
        broker = new Broker(new BrokerSettings(mqttPort, adminPort, directory, hooks.url(), Hooks.TOKEN,
                Map.of(PlatformUser.INGEST, PLATFORM_PASSWORD, PlatformUser.LAKE, LAKE_PASSWORD), true));
        broker.start();
    }

    @AfterEach
    void bringHooksBack() {
        hooks.answerWith(200);
        hooks.goOn();
        hooks.stop();
        hooks.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
        hooks.close();
    }

    /** A device of its own for each test, so that they need not know of each other. */
    String newDevice() {
        String device = "lab." + UUID.randomUUID();
        hooks.register(device, PASSWORD);
        return device;
    }

    Client5 connect5(String device) throws MqttException {
        return Client5.connect(mqttPort, device, device, PASSWORD);
    }

    Client3 connect3(String device) throws org.eclipse.paho.client.mqttv3.MqttException {
        return Client3.connect(mqttPort, device, device, PASSWORD);
    }

    Client5 platform() throws MqttException {
        return Client5.connect(mqttPort, "apk8s-" + UUID.randomUUID(), PlatformUser.INGEST.user(),
                PLATFORM_PASSWORD);
    }

    Client5 lake() throws MqttException {
        return Client5.connect(mqttPort, "apk8s-" + UUID.randomUUID(), PlatformUser.LAKE.user(), LAKE_PASSWORD);
    }
}
