package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.client.Parallel;
import dev.apk8s.local.demo.show.Live;
import java.util.function.Consumer;

/** Deletes the run's devices, as far as they were registered. What they sent stays. */
public record RemoveDevices(Gateway gateway, RunSettings settings) implements Step<Long> {
    @Override
    public String title() {
        return "Delete the devices";
    }

    @Override
    public Done<Long> run(Consumer<Live> screen) throws InterruptedException {
        long deleted = Parallel.map(settings.deviceIds(), id -> gateway.delete("/api/v1/devices/" + id)).stream()
                .filter(Boolean::booleanValue).count();
        return new Done<>(deleted, "Deleted " + deleted + " devices; what they sent stays");
    }
}
