package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.Protocol;
import dev.apk8s.local.demo.show.Live;
import java.util.function.Consumer;

/** Connects those that keep a connection to the broker. */
public record ConnectDevices(Fleet fleet) implements Step<Fleet> {
    @Override
    public String title() {
        return "Connect the devices";
    }

    @Override
    public Done<Fleet> run(Consumer<Live> screen) throws InterruptedException {
        fleet.connect();
        long connected = fleet.devices().stream().filter(device -> device.identity().protocol() != Protocol.HTTP)
                .count();
        return new Done<>(fleet, "Connected " + connected + " of them to the MQTT broker, each with its own secret");
    }
}
