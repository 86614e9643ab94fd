package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.client.Parallel;
import dev.apk8s.local.demo.device.Identity;
import dev.apk8s.local.demo.device.Protocol;
import dev.apk8s.local.demo.show.Live;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Registers the run's devices and takes their secrets. */
public record RegisterDevices(Gateway gateway, RunSettings settings) implements Step<List<Identity>> {
    @Override
    public String title() {
        return "Register " + settings.devices() + " devices";
    }

    @Override
    public Done<List<Identity>> run(Consumer<Live> screen) throws InterruptedException {
        List<String> ids = settings.deviceIds();
        List<Identity> registered = Parallel.map(IntStream.range(0, ids.size()).boxed().toList(),
                index -> register(index, ids.get(index)));
        return new Done<>(registered, "Registered " + registered.size() + " devices: " + protocols(registered)
                + ", from " + ids.getFirst() + " to " + ids.getLast());
    }

    private Identity register(int index, String id) throws InterruptedException {
        String secret = gateway.post("/api/v1/devices",
                Map.of("id", id, "attributes", Map.of("made-by", "apk8s demo", "run", settings.run())))
                .path("secret").asString("");
        return new Identity(index, id, secret);
    }

    private static String protocols(List<Identity> identities) {
        return Arrays.stream(Protocol.values())
                .map(protocol -> identities.stream().filter(identity -> identity.protocol() == protocol).count() + " "
                        + protocol.title())
                .filter(count -> !count.startsWith("0 ")).collect(Collectors.joining(", "));
    }
}
