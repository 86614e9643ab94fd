package dev.apk8s.platform.identity;

import java.util.Optional;

/** Checks the credentials of devices. A service that has a bean of this type takes HTTP Basic beside tokens. */
public interface DeviceCredentials {
    /** The device as a caller with role {@link Role#DEVICE}, or empty if the credentials are wrong or it is disabled. */
    Optional<Caller> check(String device, String secret);
}
