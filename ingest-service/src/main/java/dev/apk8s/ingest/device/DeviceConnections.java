package dev.apk8s.ingest.device;

/** The connections that devices hold open elsewhere, which end when a device may no longer have them. */
@FunctionalInterface
public interface DeviceConnections {
    /**
     * Closes all connections of a device. Returns within seconds.
     *
     * @return whether that is certain; if not, a connection that is open may stay open, but nothing that it sends is kept
     */
    boolean cutOff(String device);
}
