package dev.apk8s.local.demo.device;

/**
 * A registered device.
 *
 * @param index its place among the devices of the run, from 0
 * @param id such as {@code lab-d1-k3f9a2}
 * @param secret as it was shown once
 */
public record Identity(int index, String id, String secret) {
    public Protocol protocol() {
        return Protocol.of(index);
    }

    @Override
    public String toString() {
        return id;
    }
}
