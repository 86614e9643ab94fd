package dev.apk8s.ingest.function;

import java.time.Duration;
import java.time.Instant;

/**
 * A function that a user registered, as it is kept.
 *
 * @param timeout for one attempt
 * @param retries after the first attempt
 * @param maxRequest bytes
 * @param maxAnswer bytes
 */
record RegisteredFunction(String name, String tenant, String url, Duration timeout, int retries, long maxRequest,
        long maxAnswer, String changedBy, Instant changed) {
    String key() {
        return key(tenant, name);
    }

    static String key(String tenant, String name) {
        return tenant + "/" + name;
    }
}
