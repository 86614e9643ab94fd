package dev.apk8s.local.process;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How long to wait on a machine that has more to do than it can. */
public final class Patience {
    private static final double MOST = 4;

    private Patience() {}

    /**
     * The time a quiet machine would get, multiplied by how many processes share each processor now, by 4 at most: on a
     * busy machine a start that is merely slow must not be taken for one that hangs.
     */
    public static Duration on(Duration limit) {
        double perProcessor = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                / Runtime.getRuntime().availableProcessors();
        return Duration.ofMillis(Math.round(limit.toMillis() * Math.clamp(perProcessor, 1, MOST)));
    }
}
