package dev.apk8s.ingest.device;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registers, changes and deletes devices, and cuts off those that may no longer be connected. */
@Component
final class DeviceRegistry {
    private static final int ATTEMPTS = 3;

    private final EventTable<Device> table;
    private final Devices devices;
    private final DeviceConnections connections;
    private final DeviceProperties properties;
    private final DeviceRules rules;

    DeviceRegistry(EventTable<Device> table, Devices devices, DeviceConnections connections,
            DeviceProperties properties) {
        this.table = table;
        this.devices = devices;
        this.connections = connections;
        this.properties = properties;
        this.rules = new DeviceRules(properties);
    }

    /** A device after a change, and what else the caller must be told. */
    record Changed(Revisioned<Device> device, @Nullable String secret, @Nullable Boolean cutOff) {}

    Changed register(String tenant, @Nullable String wantedId, Map<String, @Nullable String> attributes) {
        String id = wantedId == null ? UuidCreator.getTimeOrderedEpoch().toString() : rules.checkedId(wantedId);
        Map<String, String> checked = rules.merged(Map.of(), attributes);
        if (table.find(id).isPresent()) {
            throw exists(id);
        }
        if (table.isFull()) {
            throw new ProblemException(DeviceError.TOO_MANY_DEVICES, "No more than " + table.maxEntries()
                    + " devices can be registered. Delete those that are gone, or raise apk8s.ingest.devices.max-devices.");
        }
        String secret = Credential.newSecret();
        Instant now = Instant.now();
        try {
            table.create(id, new Device(id, tenant, true, checked, Credential.of(secret), null, now, now));
        } catch (TableConflictException lost) {
            throw exists(id);
        }
        return new Changed(devices.requireRevision(tenant, id), secret, null);
    }

    Changed enable(String tenant, String id, Revision revision) {
        return new Changed(change(tenant, id, revision, device -> device.withEnabled(true, Instant.now())), null,
                null);
    }

    Changed disable(String tenant, String id, Revision revision) {
        var disabled = change(tenant, id, revision, device -> device.withEnabled(false, Instant.now()));
        return new Changed(disabled, null, connections.cutOff(id));
    }

    /** @param grace how long the old secret still counts; connections stay open then */
    Changed rotate(String tenant, String id, Revision revision, Duration grace) {
        if (grace.isNegative() || grace.compareTo(properties.longestGrace()) > 0) {
            throw ProblemException.invalidField("grace", "must be from PT0S to " + properties.longestGrace());
        }
        String secret = Credential.newSecret();
        Credential next = Credential.of(secret);
        Instant now = Instant.now();
        var rotated = change(tenant, id, revision,
                device -> device.withSecret(next, grace.isZero() ? null : now.plus(grace), now));
        return new Changed(rotated, secret, grace.isZero() ? connections.cutOff(id) : null);
    }

    Changed describe(String tenant, String id, Revision revision, Map<String, @Nullable String> attributes) {
        return new Changed(
                change(tenant, id, revision,
                        device -> device.withAttributes(rules.merged(device.attributes(), attributes), Instant.now())),
                null, null);
    }

    /** Deletes a device, and tells whether its connections were closed. */
    boolean delete(String tenant, String id, Revision revision) {
        for (int attempt = 1; true; attempt++) {
            var present = devices.requireRevision(tenant, id);
            revision.check(id, present.revision());
            try {
                table.delete(id, present.revision());
                return connections.cutOff(id);
            } catch (TableConflictException lost) {
                giveUpAfter(attempt, id, lost);
            }
        }
    }

    /** A tenant's devices in the order of ids, after one, as many as asked for and one more if there is one. */
    List<Revisioned<Device>> page(String tenant, @Nullable String after, int limit, Predicate<Device> filter) {
        return table.after(after).values().stream()
                .filter(found -> found.value().tenant().equals(tenant) && filter.test(found.value()))
                .limit(limit + 1L).toList();
    }

    private Revisioned<Device> change(String tenant, String id, Revision revision, UnaryOperator<Device> change) {
        for (int attempt = 1; true; attempt++) {
            var present = devices.requireRevision(tenant, id);
            revision.check(id, present.revision());
            Device next = change.apply(present.value());
            if (next.equals(present.value())) {
                return present;
            }
            try {
                table.replace(id, next, present.revision());
                return devices.requireRevision(tenant, id);
            } catch (TableConflictException lost) {
                giveUpAfter(attempt, id, lost);
            }
        }
    }

    private static void giveUpAfter(int attempt, String id, TableConflictException lost) {
        if (attempt == ATTEMPTS) {
            throw new ProblemException(CommonError.CONFLICT,
                    "'" + id + "' is being changed by others at the same time. Try again.", lost);
        }
    }

    private static ProblemException exists(String id) {
        return new ProblemException(DeviceError.DEVICE_EXISTS,
                "A device '" + id + "' is registered in this installation. Choose another id, or rotate its secret.")
                .with("device", id);
    }
}
