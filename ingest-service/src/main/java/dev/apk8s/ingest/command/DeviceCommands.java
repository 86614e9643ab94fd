package dev.apk8s.ingest.command;

import dev.apk8s.ingest.device.Device;
import dev.apk8s.ingest.device.DeviceError;
import dev.apk8s.ingest.device.Devices;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Commands that no user sends but the platform itself, on a tenant's behalf. */
@Component
public final class DeviceCommands {
    private final Devices devices;
    private final CommandLog log;
    private final CommandView view;
    private final CommandProperties properties;

    DeviceCommands(Devices devices, CommandLog log, CommandView view, CommandProperties properties) {
        this.devices = devices;
        this.log = log;
        this.view = view;
        this.properties = properties;
    }

    /**
     * A command that is to be sent.
     *
     * @param id unique; the same for one that may be sent again, which then is one command
     * @param payload JSON, or null
     * @param sender who sends it, such as {@code flows/alarm}
     */
    public record Order(String id, String device, String name, @Nullable String payload, Duration expiresIn,
            String sender) {}

    /**
     * Completes when the log has the command; at once if it is known to have it.
     *
     * @throws ProblemException if the tenant has no such device, it is disabled, or the payload is too large
     */
    public CompletableFuture<?> send(String tenant, Order order, @Nullable String traceParent) {
        Device device = devices.require(tenant, order.device());
        if (!device.enabled()) {
            throw new ProblemException(DeviceError.DEVICE_DISABLED,
                    "'" + order.device() + "' is disabled: it can receive nothing.").with("device", order.device());
        }
        String payload = order.payload();
        long largest = properties.maxPayload().toBytes();
        if (payload != null && payload.getBytes(StandardCharsets.UTF_8).length > largest) {
            throw ProblemException.invalidField("payload", "must have " + largest + " bytes at most");
        }
        if (view.find(order.id()).isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        Duration expiry = order.expiresIn().compareTo(properties.longestExpiry()) < 0
                ? order.expiresIn()
                : properties.longestExpiry();
        return log.keep(tenant, new Command(order.id(), order.device(), order.name(), payload, Await.NONE,
                Instant.now().plus(expiry), order.sender()), "/" + order.sender(), traceParent);
    }
}
