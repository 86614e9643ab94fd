package dev.apk8s.local.demo.count;

import java.util.BitSet;

/**
 * What the log has of a device.
 *
 * @param events distinct ones
 * @param repeated records that say again what another said: the log is written at least once
 * @param sequences those of the events whose id the device gave
 */
public record LogCount(long events, long repeated, BitSet sequences) {
    static final LogCount NOTHING = new LogCount(0, 0, new BitSet());
}
