package dev.apk8s.ingest.device;

import dev.apk8s.platform.table.Revisioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What callers are shown of devices. */
final class DeviceView {
    private DeviceView() {}

    @Schema(name = "Device", description = "A device, without anything that its secret could be learned from.")
    record Shown(@Schema(description = "Unique over the installation.", example = "lab-d1") String id,
            @Schema(description = "Whether it may send and receive.") boolean enabled,
            @Schema(description = "What is noted about it.") Map<String, String> attributes,
            @Schema(description = "Until when its former secret counts too, after a rotation with grace.") @Nullable Instant formerSecretUntil,
            @Schema(description = "When it was registered.") Instant created,
            @Schema(description = "When it was last changed.") Instant updated,
            @Schema(description = "Only after it was disabled: whether its MQTT connections were closed. If false, the broker did not answer; what the device sends is refused all the same.") @Nullable Boolean cutOff) {}

    @Schema(name = "RegisteredDevice", description = "A new device. The secret is shown this once.")
    record Registered(@Schema(example = "lab-d1") String id,
            @Schema(description = "Password for HTTP Basic and MQTT; the id is the user name.") String secret,
            boolean enabled, Map<String, String> attributes, Instant created) {}

    @Schema(name = "RotatedSecret", description = "A device's new secret, shown this once.")
    record Rotated(@Schema(example = "lab-d1") String id, String secret,
            @Schema(description = "Until when the former secret counts too; absent if it ended at once.") @Nullable Instant formerSecretUntil,
            @Schema(description = "Without grace: whether MQTT connections that were opened with the former secret were closed.") @Nullable Boolean cutOff) {}

    @Schema(name = "DeletedDevice", description = "A device that is no more.")
    record Deleted(@Schema(example = "lab-d1") String id,
            @Schema(description = "Whether its MQTT connections were closed.") boolean cutOff) {}

    @Schema(name = "DevicePage", description = "Devices in the order of their ids.")
    record Page(List<Shown> devices,
            @Schema(description = "Give it as 'after' to get the next page; absent on the last.") @Nullable String next) {

        /** @param found one more than a page if there is another page */
        static Page of(List<Revisioned<Device>> found, int limit) {
            List<Shown> shown = found.stream().limit(limit).map(device -> shown(device.value(), null)).toList();
            return new Page(shown, found.size() > limit ? shown.getLast().id() : null);
        }
    }

    static Shown shown(Device device, @Nullable Boolean cutOff) {
        return new Shown(device.id(), device.enabled(), sorted(device), formerSecretUntil(device), device.created(),
                device.updated(), cutOff);
    }

    static Registered registered(Device device, String secret) {
        return new Registered(device.id(), secret, device.enabled(), sorted(device), device.created());
    }

    static Rotated rotated(Device device, String secret, @Nullable Boolean cutOff) {
        return new Rotated(device.id(), secret, formerSecretUntil(device), cutOff);
    }

    private static Map<String, String> sorted(Device device) {
        return new TreeMap<>(device.attributes());
    }

    private static @Nullable Instant formerSecretUntil(Device device) {
        var retiring = device.retiring();
        return retiring == null || retiring.until().isBefore(Instant.now()) ? null : retiring.until();
    }
}
