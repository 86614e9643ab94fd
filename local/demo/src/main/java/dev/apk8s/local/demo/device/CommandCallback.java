package dev.apk8s.local.demo.device;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Takes the messages to a device; all else is told by the calls themselves. */
record CommandCallback(Receiver receiver) implements MqttCallback {
    interface Receiver {
        void arrived(String topic, MqttMessage message) throws MqttException;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
        receiver.arrived(topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // The next publish fails and is counted.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // The publish that it belongs to fails and is counted.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each publish has a listener of its own.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // Connecting waits on its own token.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Enhanced authentication is not used.
    }
}
