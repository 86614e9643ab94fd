package dev.apk8s.ingest.device;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The registered devices, as this replica holds them in memory. */
@Component
public class Devices {
    /** Stands in for a device that is not there, so that the answer takes as long. Nobody knows its secret. */
    private static final Credential NOBODY = Credential.of(Credential.newSecret());

    private final EventTable<Device> table;

    Devices(EventTable<Device> table) {
        this.table = table;
    }

    /** A device of whichever tenant: for what has the device's own word, not a user's. */
    public Optional<Device> find(String id) {
        return table.get(id);
    }

    /** A tenant's device, or the problem that says that there is none. */
    public Device require(String tenant, String id) {
        return requireRevision(tenant, id).value();
    }

    /** The device with this id and secret, whether enabled or not. An unknown one takes as long as a wrong secret. */
    public Optional<Device> authenticate(String id, String secret) {
        Device device = table.get(id).orElse(null);
        if (device == null) {
            boolean never = NOBODY.matches(secret);
            return never ? table.get(id) : Optional.empty();
        }
        return device.accepts(secret, Instant.now()) ? Optional.of(device) : Optional.empty();
    }

    Revisioned<Device> requireRevision(String tenant, String id) {
        return table.find(id).filter(found -> found.value().tenant().equals(tenant))
                .orElseThrow(() -> new ProblemException(DeviceError.NO_SUCH_DEVICE,
                        "There is no device '" + id + "'. GET /api/v1/devices lists those that there are.")
                        .with("device", id));
    }
}
