package dev.apk8s.ingest.device;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.DeviceCredentials;
import dev.apk8s.platform.identity.Role;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** HTTP Basic with a device's id and secret. */
@Component
final class DeviceSecrets implements DeviceCredentials {
    private final Devices devices;
    private final WrongSecrets wrong;

    DeviceSecrets(Devices devices, WrongSecrets wrong) {
        this.devices = devices;
        this.wrong = wrong;
    }

    @Override
    public Optional<Caller> check(String device, String secret) {
        Optional<Caller> caller = devices.authenticate(device, secret).filter(Device::enabled)
                .map(known -> new Caller(known.id(), known.tenant(), Set.of(Role.DEVICE)));
        if (caller.isEmpty()) {
            wrong.count(device);
        }
        return caller;
    }
}
