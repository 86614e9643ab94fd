package dev.apk8s.local.supervisor;

import java.time.Duration;

/**
 * How often and when what died is started again.
 *
 * @param firstDelay before the first restart; doubled for each one that follows
 * @param mostDelay the longest pause
 * @param most restarts in a row of something that has served before
 * @param mostBeforeReady restarts in a row of something that never served
 * @param steady who served for so long is taken for healthy: counting begins anew
 */
record RestartPolicy(Duration firstDelay, Duration mostDelay, int most, int mostBeforeReady, Duration steady) {
    static final RestartPolicy DEFAULT = new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 5, 2,
            Duration.ofSeconds(60));

    /** @param deaths in a row, from 1 */
    Duration delay(int deaths) {
        Duration delay = firstDelay.multipliedBy(1L << Math.min(deaths - 1, 20));
        return delay.compareTo(mostDelay) > 0 ? mostDelay : delay;
    }

    boolean allows(int deaths, boolean servedBefore) {
        return deaths <= (servedBefore ? most : mostBeforeReady);
    }
}
