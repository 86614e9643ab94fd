package dev.apk8s.local.demo.device;

/**
 * When a device's readings are due: evenly over the time, each device a little after the one before it.
 *
 * @param total how many
 * @param perSecond of this device
 * @param phase from 0 to 1: which part of an interval passes before the first
 */
record Pace(int total, double perSecond, double phase) {
    private static final double NANOS = 1e9;

    /** How many are due after some time, in nanoseconds. */
    int due(long elapsed) {
        double passed = elapsed / NANOS * perSecond - phase;
        return passed < 0 ? 0 : (int) Math.min(total, Math.floor(passed) + 1);
    }

    /** When the reading is due, in nanoseconds from the start. */
    long dueAt(int sequence) {
        return (long) ((sequence + phase) / perSecond * NANOS);
    }

    /** Shares a rate out among devices, so that none is lost by rounding. */
    static Pace share(int index, int devices, double rate, double seconds) {
        int all = (int) Math.round(rate * seconds);
        int total = all / devices + (index < all % devices ? 1 : 0);
        return new Pace(total, rate / devices, (double) index / devices);
    }
}
