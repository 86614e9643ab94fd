package dev.apk8s.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * One rate for each of many keys. Answers carry {@code RateLimit-Policy} and {@code RateLimit} as
 * draft-ietf-httpapi-ratelimit-headers-10 has them.
 */
final class RateLimit {
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final String name;
    private final LimitProperties.Rate rate;
    private final Cache<String, Bucket> buckets;
    private final Counter refused;

    RateLimit(String name, LimitProperties.Rate rate, int tracked, MeterRegistry meters) {
        this.name = name;
        this.rate = rate;
        this.buckets = Caffeine.newBuilder().maximumSize(tracked).expireAfterAccess(FORGET_AFTER).build();
        this.refused = Counter.builder("apk8s.gateway.refused.requests")
                .description("Requests that were over a limit").tag("limit", name).register(meters);
    }

    /**
     * Takes one request from what the key has left.
     *
     * @throws ProblemException with {@code Retry-After} if nothing is left
     */
    void take(String key, HttpServletResponse response) {
        Bucket bucket = buckets.get(key, _ -> newBucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Policy",
                "\"" + name + "\";q=" + rate.burst() + ";w=" + seconds(rate.per().toNanos()));
        response.setHeader("RateLimit", "\"" + name + "\";r=" + probe.getRemainingTokens() + ";t="
                + seconds(probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill()));
        if (!probe.isConsumed()) {
            refused.increment();
            throw new ProblemException(CommonError.RATE_LIMITED,
                    "More than " + rate.requests() + " requests in " + rate.per().toMillis() + " ms from one " + name
                            + ". Send fewer, and more events with each.")
                    .with("limit", name)
                    .retryAfter(Duration.ofSeconds(seconds(probe.getNanosToWaitForRefill())));
        }
    }

    private Bucket newBucket() {
        return Bucket.builder().addLimit(
                limit -> limit.capacity(rate.burst()).refillGreedy(rate.requests(), rate.per())).build();
    }

    /** Whole seconds, rounded up: who waits them out is let in. */
    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
